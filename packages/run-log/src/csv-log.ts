import { open, rm, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { namingPath, nullIfMissing, readUtf8, syncFolder, writeDurably } from '@resnet/files';
import type { CsvFile } from './columns.js';
import { asBegun, formatHeader, formatRow, parseRows } from './csv.js';

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
  /** With the columns that the file has. */
  readonly #begun: CsvFile<Row>;
  readonly #path: string;
  /** `null` as long as there is no file. */
  #file: FileHandle | null;
  readonly #confirm: ConfirmWriter;
  readonly #rows: Row[];
  #text: string;

  private constructor({ folder, csv, confirm }: CsvLogOptions<Row>, file: FileHandle | null, text: string) {
    this.#csv = csv;
    this.#begun = asBegun(csv, text);
    this.#path = join(folder, csv.name);
    this.#file = file;
    this.#confirm = confirm;
    this.#text = text;
    this.#rows = parseRows(csv, text, csv.name).rows;
  }

  /** The file with this text, or with no rows, whatever it held; where the file is optional, no text is no file. */
  static async open<Row extends { readonly iteration: number }>(
    options: CsvLogOptions<Row>,
    text: string = emptyText(options.csv),
  ): Promise<CsvLog<Row>> {
    const path = join(options.folder, options.csv.name);
    const found = await readUtf8(path).catch(nullIfMissing);
    if (text === '') return CsvLog.#withoutFile(options, found !== null);
    if (found !== text) {
      await options.confirm();
      await writeDurably(path, text);
    }
    // Parsed first: what throws then leaves no file open.
    const log = new CsvLog(options, null, text);
    log.#file = await open(path, 'a');
    return log;
  }

  static async #withoutFile<Row extends { readonly iteration: number }>(
    options: CsvLogOptions<Row>,
    isThere: boolean,
  ): Promise<CsvLog<Row>> {
    if (isThere) {
      await options.confirm();
      await rm(join(options.folder, options.csv.name));
      await syncFolder(options.folder);
    }
    return new CsvLog(options, null, '');
  }

  /** All rows, as a reader of the file finds them. */
  get rows(): readonly Row[] {
    return this.#rows;
  }

  /** What the file holds. */
  get text(): string {
    return this.#text;
  }

  /** All of the rows in one write. */
  async append(...added: readonly Row[]): Promise<void> {
    const lines = added.map((row) => formatRow(this.#begun, row)).join('');
    // Read back before it is written: what a reader would refuse must not get into the file.
    const { rows } = parseRows(this.#csv, formatHeader(this.#begun) + lines, this.#csv.name);
    await this.#confirm();
    const file = await this.#openFile();
    await namingPath(this.#path, () => file.appendFile(lines));
    this.#rows.push(...rows);
    this.#text += lines;
  }

  async #openFile(): Promise<FileHandle> {
    if (this.#file === null) {
      this.#text = formatHeader(this.#begun);
      await writeDurably(this.#path, this.#text);
      this.#file = await open(this.#path, 'a');
    }
    return this.#file;
  }

  /** Makes every row appended so far survive a power cut. */
  async sync(): Promise<void> {
    const file = this.#file;
    if (file !== null) await namingPath(this.#path, () => file.sync());
  }

  async close(): Promise<void> {
    await this.sync();
    await this.#file?.close();
  }
}

const emptyText = (csv: CsvFile<never>): string => (csv.optional ? '' : formatHeader(csv));

/** The text of a run's CSV file with its rows up to an iteration; with none where there is no file. */
export const readUpTo = async <Row extends { readonly iteration: number }>(
  folder: string,
  csv: CsvFile<Row>,
  upTo: number,
): Promise<string> => {
  const path = join(folder, csv.name);
  const text = (await readUtf8(path).catch(nullIfMissing)) ?? '';
  const rows = parseRows(csv, text, path).rows.filter(({ iteration }) => iteration <= upTo);
  const begun = asBegun(csv, text);
  return rows.length === 0 ? emptyText(csv) : formatHeader(begun) + rows.map((row) => formatRow(begun, row)).join('');
};
