import { join } from 'node:path';
import { nullIfMissing, readUtf8 } from '@resnet/files';
import { csvFiles, type CsvFile } from './columns.js';
import { parseRows } from './csv.js';
import { parseRunRecord } from './parse-run-record.js';
import type { Run, RunRecord } from './record.js';
import { recordName } from './run-log.js';

/** The record in a run folder, or `null` where there is none. Throws as `readRun`. */
export const readRunRecord = async (folder: string): Promise<RunRecord | null> => {
  const path = join(folder, recordName);
  const text = await readUtf8(path).catch(nullIfMissing);
  return text === null ? null : parseRunRecord(text, path);
};

/** As `readRunRecord`, but rejects with an `Error` where there is none; it says that the folder has no `other` either. */
export const requireRunRecord = async (folder: string, other?: string): Promise<RunRecord> => {
  const record = await readRunRecord(folder);
  if (record !== null) return record;
  const nor = other === undefined ? '' : `, and no ${other}`;
  throw new Error(`expected the folder of a run, found no ${recordName} in ${folder}${nor}`);
};

/**
 * The run in a folder; a row torn by a crash is left out, a CSV file that is missing has none, and the run's warnings say
 * so. Throws a `MalformedFileError` naming file, line, what was expected and what was found.
 */
export const readRun = async (folder: string): Promise<Run> => {
  const path = join(folder, recordName);
  const record = parseRunRecord(await readUtf8(path), path);
  const [training, timing, evaluation, signals] = [
    await readRows(folder, csvFiles.training),
    await readRows(folder, csvFiles.timing),
    await readRows(folder, csvFiles.evaluation),
    await readRows(folder, csvFiles.signals),
  ];
  const warnings = [training, timing, evaluation, signals].flatMap(({ warning }) => warning ?? []);
  const rows = { training: training.rows, timing: timing.rows, evaluation: evaluation.rows, signals: signals.rows };
  return { folder, record, ...rows, warnings };
};

interface ReadRows<Row> {
  readonly rows: readonly Row[];
  readonly warning: string | null;
}

const readRows = async <Row extends { readonly iteration: number }>(
  folder: string,
  csv: CsvFile<Row>,
): Promise<ReadRows<Row>> => {
  const path = join(folder, csv.name);
  const text = await readUtf8(path).catch(nullIfMissing);
  if (text === null && csv.optional) return { rows: [], warning: null };
  if (text === null) return { rows: [], warning: `${path} is missing: the run is read without its rows` };
  const { rows, torn } = parseRows(csv, text, path);
  const kept = rows.length === 0 ? 'no row is whole' : `the last whole one is of iteration ${rows.at(-1)?.iteration}`;
  return { rows, warning: torn ? `${path} ends in a torn row, which is left out: ${kept}` : null };
};
