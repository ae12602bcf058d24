import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { CsvFile } from './columns.js';
import { formatHeader, formatRow, parseRows } from './csv.js';
import { namingPath } from './naming-path.js';
import { nullIfMissing } from './null-if-missing.js';
import { writeDurably } from './write-durably.js';

/** What a writer does before each write: throws where it may not write any more. */
export type ConfirmWriter = () => Promise<void>;

interface CsvLogOptions<Row> {
  readonly folder: string;
  readonly csv: CsvFile<Row>;
  readonly confirm: ConfirmWriter;
}

/** One CSV file of a run, open for appending. */
export class CsvLog<Row extends { readonly iteration: number }> {
  readonly #csv: CsvFile<Row>;
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #confirm: ConfirmWriter;
  readonly #rows: Row[];
  #text: string;

  private constructor({ folder, csv, confirm }: CsvLogOptions<Row>, file: FileHandle, text: string) {
    this.#csv = csv;
    this.#path = join(folder, csv.name);
    this.#file = file;
    this.#confirm = confirm;
    this.#text = text;
    this.#rows = parseRows(csv, text, csv.name).rows;
  }

  /** The file with this text, or with no rows, whatever it held. */
  static async open<Row extends { readonly iteration: number }>(
    options: CsvLogOptions<Row>,
    text: string = formatHeader(options.csv),
  ): Promise<CsvLog<Row>> {
    const path = join(options.folder, options.csv.name);
    if ((await readFile(path, 'utf8').catch(nullIfMissing)) !== text) {
      await options.confirm();
      await writeDurably(path, text);
    }
    return new CsvLog(options, await open(path, 'a'), text);
  }

  /** All rows, as a reader of the file finds them. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** What the file holds. */
  get text(): string {
    return this.#text;
  }

  async append(row: Row): Promise<void> {
    const line = formatRow(this.#csv, row);
    // Read back before it is written: what a reader would refuse must not get into the file.
    const { rows } = parseRows(this.#csv, formatHeader(this.#csv) + line, this.#csv.name);
    await this.#confirm();
    await namingPath(this.#path, () => this.#file.appendFile(line));
    this.#rows.push(...rows);
    this.#text += line;
  }

  /** Makes every row appended so far survive a power cut. */
  async sync(): Promise<void> {
    await namingPath(this.#path, () => this.#file.sync());
  }

  async close(): Promise<void> {
    await this.sync();
    await this.#file.close();
  }
}

/** The text of a run's CSV file with its rows up to an iteration; with none where there is no file. */
export const readUpTo = async <Row extends { readonly iteration: number }>(
  folder: string,
  csv: CsvFile<Row>,
  upTo: number,
): Promise<string> => {
  const path = join(folder, csv.name);
  const text = (await readFile(path, 'utf8').catch(nullIfMissing)) ?? '';
  const rows = parseRows(csv, text, path).rows.filter(({ iteration }) => iteration <= upTo);
  return formatHeader(csv) + rows.map((row) => formatRow(csv, row)).join('');
};
