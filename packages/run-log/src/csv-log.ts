import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { CsvFile } from './columns.js';
import { formatHeader, formatRow, parseRows } from './csv.js';
import { writeDurably } from './write-durably.js';

/** One CSV file of a run, open for appending. */
export class CsvLog<Row extends { readonly iteration: number }> {
  readonly #csv: CsvFile<Row>;
  readonly #file: FileHandle;
  readonly #rows: Row[];

  private constructor(csv: CsvFile<Row>, file: FileHandle, rows: Row[]) {
    this.#csv = csv;
    this.#file = file;
    this.#rows = rows;
  }

  /** A file with no rows, in place of any that was there. */
  static async create<Row extends { readonly iteration: number }>(
    folder: string,
    csv: CsvFile<Row>,
  ): Promise<CsvLog<Row>> {
    const path = join(folder, csv.name);
    await writeDurably(path, formatHeader(csv));
    return new CsvLog(csv, await open(path, 'a'), []);
  }

  /** The file that is there, without its rows after an iteration and without a row torn by a crash. */
  static async open<Row extends { readonly iteration: number }>(
    folder: string,
    csv: CsvFile<Row>,
    { upTo }: { readonly upTo: number },
  ): Promise<CsvLog<Row>> {
    const path = join(folder, csv.name);
    const text = await readFile(path, 'utf8');
    const rows = parseRows(csv, withoutTornRow(text), path).filter(({ iteration }) => iteration <= upTo);
    const kept = formatHeader(csv) + rows.map((row) => formatRow(csv, row)).join('');
    if (kept !== text) await writeDurably(path, kept);
    return new CsvLog(csv, await open(path, 'a'), rows);
  }

  /** All rows, as a reader of the file finds them. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  async append(row: Row): Promise<void> {
    const line = formatRow(this.#csv, row);
    await this.#file.appendFile(line);
    this.#rows.push(...parseRows(this.#csv, formatHeader(this.#csv) + line, this.#csv.name));
  }

  /** Makes every row appended so far survive a power cut. */
  async sync(): Promise<void> {
    await this.#file.sync();
  }

  async close(): Promise<void> {
    await this.#file.sync();
    await this.#file.close();
  }
}

const withoutTornRow = (text: string): string => text.slice(0, text.lastIndexOf('\n') + 1);
