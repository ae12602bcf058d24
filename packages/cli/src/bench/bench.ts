import type { Precision } from '@resnet/engine';
import { networkNamed } from '@resnet/models';
import { loadEngines, type EngineName, type MeasuringEngine } from '../engines.js';
import { lookUp, UsageError } from '../errors.js';
import type { BenchOptions } from './bench-options.js';
import { benchNetwork, type BenchReport } from './bench-network.js';
import { lackingPrecision, precisionsOf } from './bench-precisions.js';
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
 * checked and one is slower than recorded, or none could be; and a `UsageError` where no engine has a precision asked for.
 */
export const bench = async (command: BenchCommand): Promise<void> => {
  const networks = command.networks.map((name) => lookUp(() => networkNamed(name)));
  const loaded = await loadEngines(command.engines);
  for (const one of loaded) if ('unavailable' in one) console.error(one.unavailable);
  const engines = measurable(
    loaded.flatMap((one) => ('engine' in one ? [one.engine] : [])),
    command.options.precisions,
  );
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

/** The engines that have a precision asked for; the others are named. Throws a `UsageError` where none is left. */
const measurable = (engines: readonly MeasuringEngine[], wanted: readonly Precision[]): readonly MeasuringEngine[] => {
  const able = engines.filter((engine) => precisionsOf(engine, wanted).length > 0);
  const lacking = engines.filter((engine) => !able.includes(engine)).map((engine) => lackingPrecision(engine, wanted));
  if (able.length === 0 && lacking.length > 0) throw new UsageError(lacking.join('; '));
  for (const line of lacking) console.error(`${line}: it is left out`);
  return able;
};
