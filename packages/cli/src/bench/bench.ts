import { networkNamed } from '@resnet/models';
import { loadEngines, type EngineName } from '../engines.js';
import { lookUp } from '../errors.js';
import type { BenchOptions } from './bench-options.js';
import { benchNetwork, type BenchReport } from './bench-network.js';
import { formatReport } from './format-report.js';
import { keepReports, type KeepOptions } from './keep-reports.js';
import { findPython, pytorchAdvice } from './pytorch.js';

/** What `resnet bench` is asked to do. */
export interface BenchCommand extends KeepOptions {
  readonly networks: readonly string[];
  /** All that run here but the reference, where not given. */
  readonly engines?: readonly EngineName[] | undefined;
  readonly python?: string | undefined;
  readonly pytorch: boolean;
  readonly options: BenchOptions;
  readonly json: boolean;
}

/**
 * Runs `resnet bench`: one network after the other, all sides of one in turns. Throws an `Error` where engines are to be
 * checked and one is slower than recorded, or none could be.
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
  await keepReports(command, reports);
};
