import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { evaluationCsv, timingCsv, trainingCsv, type CsvFile } from './columns.js';
import { parseRows } from './csv.js';
import { parseRunRecord } from './parse-run-record.js';
import type { Run } from './record.js';
import { recordName } from './run-log.js';

/** The run in a folder. Throws a `MalformedFileError` naming file, line, what was expected and what was found. */
export const readRun = async (folder: string): Promise<Run> => {
  const path = join(folder, recordName);
  return {
    folder,
    record: parseRunRecord(await readFile(path, 'utf8'), path),
    training: await readRows(folder, trainingCsv),
    timing: await readRows(folder, timingCsv),
    evaluation: await readRows(folder, evaluationCsv),
  };
};

const readRows = async <Row>(folder: string, csv: CsvFile<Row>): Promise<Row[]> => {
  const path = join(folder, csv.name);
  return parseRows(csv, await readFile(path, 'utf8'), path);
};

/** Every run below a folder, by path; none where there is no such folder. Throws as `readRun`. */
export const findRuns = async (root: string): Promise<Run[]> =>
  Promise.all((await findRunFolders(root)).map((folder) => readRun(folder)));

const findRunFolders = async (root: string): Promise<string[]> => {
  const paths = await readdir(root, { recursive: true }).catch(noneIfMissing);
  const records = paths.filter((path) => basename(path) === recordName);
  return records.map((path) => join(root, dirname(path))).sort();
};

const noneIfMissing = (error: NodeJS.ErrnoException): [] => {
  if (error.code === 'ENOENT') return [];
  throw error;
};
