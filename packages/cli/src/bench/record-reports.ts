import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '@resnet/files';
import { describeCommit, describeMachine } from '@resnet/training';
import type { BenchReport } from './bench-network.js';
import { addRows, benchRows } from './bench-rows.js';
import { checkReports, type CheckResult } from './check-reports.js';
import { readRecorded } from './read-recorded.js';

const fileOf = (folder: string, reports: readonly BenchReport[]): string =>
  join(folder, reports.some(({ options }) => options.evaluation) ? 'evaluation.csv' : 'training.csv');

/** Appends a row for each engine and precision to `training.csv` or `evaluation.csv`, and resolves to the file's path. */
export const recordReports = async (folder: string, reports: readonly BenchReport[]): Promise<string> => {
  const file = fileOf(folder, reports);
  const { cpu, cores } = describeMachine();
  const origin = { date: new Date().toISOString(), ...(await describeCommit()), cpu, cores };
  const rows = reports.flatMap((report) => benchRows(origin, report));
  await mkdir(folder, { recursive: true });
  await writeDurably(file, addRows(await readIfThere(file), rows));
  return file;
};

/** Compares with what `recordReports` wrote there. */
export const checkWithRecords = async (
  folder: string,
  reports: readonly BenchReport[],
): Promise<readonly CheckResult[]> =>
  checkReports({ recorded: await readIfThere(fileOf(folder, reports)), cpu: describeMachine().cpu, reports });

const readIfThere = (file: string): Promise<string> => readRecorded(file, console.error);
