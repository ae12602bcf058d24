import type { BenchReport } from './bench-network.js';
import { checkWithRecords, recordReports } from './record-reports.js';

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
  if (record !== undefined) console.error(`recorded in ${await recordReports(record, reports)}`);
};

const checkAll = async (folder: string, reports: readonly BenchReport[]): Promise<void> => {
  const results = await checkWithRecords(folder, reports);
  for (const { text } of results) console.error(text);
  if (results.some(({ slower }) => slower)) throw new Error(`slower than recorded in ${folder}: find out why`);
  if (results.length > 0) return;
  throw new Error('expected engine onednn to check beside oneDNN alone, found it not measured: see why above');
};
