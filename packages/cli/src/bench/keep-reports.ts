import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '@resnet/files';
import { describeCommit, describeMachine } from '@resnet/training';
import type { BenchReport } from './bench-network.js';
import { addRows, benchRows } from './bench-rows.js';
import { checkReports } from './check-reports.js';
import { readRecorded } from './read-recorded.js';

export interface KeepOptions {
  /** The folder whose CSV file gets a row for each engine. */
  readonly record?: string | undefined;
  /** The folder whose CSV file says how fast each engine was. */
  readonly check?: string | undefined;
}

/**
 * Compares reports with what was recorded before, and then records them. Rejects with an `Error`, and records nothing, where
 * an engine is slower than it was, or where none was measured that could be.
 */
export const keepReports = async ({ record, check }: KeepOptions, reports: readonly BenchReport[]): Promise<void> => {
  if (check !== undefined) await checkAll(check, reports);
  if (record !== undefined) await recordAll(record, reports);
};

const fileOf = (folder: string, reports: readonly BenchReport[]): string =>
  join(folder, reports.some(({ options }) => options.evaluation) ? 'evaluation.csv' : 'training.csv');

const checkAll = async (folder: string, reports: readonly BenchReport[]): Promise<void> => {
  const recorded = await readRecorded(fileOf(folder, reports), console.error);
  const results = checkReports({ recorded, cpu: describeMachine().cpu, reports });
  for (const { text } of results) console.error(text);
  if (results.some(({ slower }) => slower)) throw new Error(`slower than recorded in ${folder}: find out why`);
  if (results.length > 0) return;
  throw new Error('expected engine onednn to check beside oneDNN alone, found it not measured: see why above');
};

/** Appends a row for each engine and precision to `training.csv` or `evaluation.csv`. */
const recordAll = async (folder: string, reports: readonly BenchReport[]): Promise<void> => {
  const file = fileOf(folder, reports);
  const { cpu, cores } = describeMachine();
  const origin = { date: new Date().toISOString(), ...(await describeCommit()), cpu, cores };
  const rows = reports.flatMap((report) => benchRows(origin, report));
  if (rows.length === 0) return;
  const recorded = await readRecorded(file, console.error);
  await mkdir(folder, { recursive: true });
  await writeDurably(file, addRows(recorded, rows));
  console.error(`recorded in ${file}`);
};
