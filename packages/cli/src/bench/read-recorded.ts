import { readFile } from 'node:fs/promises';
import { nullIfMissing } from '@resnet/files';
import { CsvError, parse } from 'csv-parse/sync';

/**
 * The text of a recorded CSV file up to its last whole row, and '' where there is no file. What follows, as a full disk or a
 * power cut leaves it, is left out with a `warn`ing. Throws an `Error` that names the line of any other fault.
 */
export const readRecorded = async (file: string, warn: (line: string) => void): Promise<string> => {
  const text = (await readFile(file, 'utf8').catch(nullIfMissing)) ?? '';
  const lines = text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const whole = lines.slice(0, lines.lastIndexOf('\n') + 1);
  if (whole.length < lines.length) warn(`${file}: what follows its last whole row is left out`);
  expectRows(whole, file);
  return whole;
};

const expectRows = (text: string, file: string): void => {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { readonly lines?: number };
    throw new Error(
      `${file}, line ${lines ?? '?'}: expected a row with as many cells as the header has, found another: restore the file from version control, or remove the line`,
      { cause: error },
    );
  }
};
