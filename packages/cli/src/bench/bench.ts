import { networkNamed } from '@resnet/models';
import { loadEngines, type EngineName } from '../engines.js';
import { lookUp } from '../errors.js';
import type { BenchOptions } from './bench-options.js';
import { benchNetwork, type BenchReport } from './bench-network.js';
import { formatReport } from './format-report.js';
import { findPython, pytorchAdvice } from './pytorch.js';
import { checkWithRecords, recordReports } from './record-reports.js';

/** What `resnet bench` is asked to do. */
export interface BenchCommand {
  readonly networks: readonly string[];
  /** All that run here but the reference, where not given. */
  readonly engines?: readonly EngineName[] | undefined;
  readonly python?: string | undefined;
  readonly pytorch: boolean;
  readonly options: BenchOptions;
  readonly json: boolean;
  /** The folder whose CSV file gets a row for each engine. */
  readonly record?: string | undefined;
  /** The folder whose CSV file says how fast each engine was. */
  readonly check?: string | undefined;
}

/**
 * Runs `resnet bench`: one network after the other, all sides of one in turns. Throws an `Error` where an engine is to be
 * checked and is slower than recorded.
 */
export const bench = async (command: BenchCommand): Promise<void> => {
  const networks = command.networks.map((name) => lookUp(() => networkNamed(name)));
  const loaded = await loadEngines(command.engines);
  for (const one of loaded) if ('unavailable' in one) console.error(one.unavailable);
  const engines = loaded.flatMap((one) => ('engine' in one ? [one.engine] : []));
  const python = command.pytorch ? await findPython(command.python) : null;
  if (command.pytorch && python === null) console.error(pytorchAdvice);
  const reports: BenchReport[] = [];
  for (const network of networks) {
    const report = await benchNetwork({ network, engines, python, options: command.options });
    if (!command.json) console.log(`${formatReport(report)}\n`);
    reports.push(report);
  }
  if (command.json) console.log(JSON.stringify(reports, null, 2));
  if (command.record !== undefined) console.error(`recorded in ${await recordReports(command.record, reports)}`);
  if (command.check !== undefined) await check(command.check, reports);
};

const check = async (folder: string, reports: readonly BenchReport[]): Promise<void> => {
  const results = await checkWithRecords(folder, reports);
  for (const { text } of results) console.error(text);
  if (results.some(({ slower }) => slower)) throw new Error(`slower than recorded in ${folder}: find out why`);
};
