import { readFile } from 'node:fs/promises';
import { nullIfMissing } from '@resnet/files';
import { CsvError, parse } from 'csv-parse/sync';

/** Cells by column, as written; no cell is an empty one. */
export type RecordedRow = Readonly<Record<string, string>>;

/**
 * The rows that `resnet bench --record` wrote, of this suite or an older one, up to the last whole one; none where there is no
 * file. What follows, as a full disk or a power cut leaves it, is left out with a `warn`ing. Throws an `Error` that names the
 * line of any other fault.
 */
export const readRecorded = async (file: string, warn: (line: string) => void): Promise<readonly RecordedRow[]> => {
  const text = (await readFile(file, 'utf8').catch(nullIfMissing)) ?? '';
  const lines = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const whole = lines.slice(0, lines.lastIndexOf('\n') + 1);
  if (whole.length < lines.length) warn(`${file}: what follows its last whole row is left out`);
  return parseRows(whole, file).map(migrate);
};

const parseRows = (text: string, file: string): readonly RecordedRow[] => {
  try {
    return parse<Record<string, string>>(text, { columns: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    throw new Error(
      `${file}, line ${lines ?? '?'}: expected a row with as many cells as the header has, found another: restore the file from version control, or remove the line`,
      { cause: error },
    );
  }
};

/**
 * Rows from before instruction sets and versions had columns were all taken on processors with AVX-512 bf16, with all that
 * they have, and with oneDNN 2.6.3: the only ones the suite had been run on.
 */
const before = { isa: 'avx512-bf16', onednn: '2.6.3' };

const migrate = (row: RecordedRow): RecordedRow =>
  row.isa === undefined && row.side?.startsWith('onednn') === true ? { ...row, ...before } : row;
