import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { evaluationCsv, timingCsv, trainingCsv, type CsvFile } from './columns.js';
import { parseRows } from './csv.js';
import { parseRunRecord } from './parse-run-record.js';
import type { Run, RunRecord } from './record.js';
import { recordName } from './run-log.js';

/** The record in a run folder, or `null` where there is none. Throws as `readRun`. */
export const readRunRecord = async (folder: string): Promise<RunRecord | null> => {
  const path = join(folder, recordName);
  const text = await readFile(path, 'utf8').catch(nullIfMissing);
  return text === null ? null : parseRunRecord(text, path);
};

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

/** A run folder is not searched: its checkpoints may vanish meanwhile. */
const findRunFolders = async (folder: string): Promise<string[]> => {
  const entries = (await readdir(folder, { withFileTypes: true }).catch(nullIfMissing)) ?? [];
  if (entries.some(({ name }) => name === recordName)) return [folder];
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  return (await Promise.all(folders.sort().map(findRunFolders))).flat();
};

const nullIfMissing = (error: NodeJS.ErrnoException): null => {
  if (error.code === 'ENOENT') return null;
  throw error;
};
