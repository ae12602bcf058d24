import type { Precision } from '@resnet/engine';
import type { EvaluationRow, Protocol, Split } from '@resnet/run-log';
import type { Command } from 'commander';
import { oneOf } from '../arguments.js';
import type { EngineName } from '../engines.js';
import { cacheOption } from './cache-option.js';
import { engineOption, precisionOption, threadsOption } from './engine-options.js';

const splits = ['test', 'validation', 'training'] as const satisfies readonly Split[];
const protocols = ['single-view', '10-crop'] as const satisfies readonly Protocol[];

interface EvaluateOptions {
  readonly split: (typeof splits)[number];
  readonly protocol: (typeof protocols)[number];
  readonly engine: 'auto' | EngineName;
  readonly precision?: Precision;
  readonly threads?: number;
  readonly cache?: string;
  readonly append?: true;
  readonly json?: true;
}

/** `resnet evaluate <run>`: the checkpoint of a run under another protocol. */
export const addEvaluate = (program: Command): void => {
  program
    .command('evaluate')
    .description("evaluate a run's checkpoint again, on another split or by another protocol")
    .argument('<run>', 'the folder of a run, the one with run.json')
    .option('--split <name>', splits.join(', '), oneOf('split', splits), 'test')
    .option('--protocol <name>', protocols.join(', '), oneOf('protocol', protocols), '10-crop')
    .addOption(engineOption())
    .addOption(precisionOption("the run's own"))
    .addOption(threadsOption())
    .addOption(cacheOption())
    .option('--append', 'add the row to the log of the finished run')
    .option('--json', 'print the row as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  $ resnet evaluate runs/cifar10/figure-6/quick/resnet-20/seed-1 --protocol 10-crop',
    )
    .action(evaluate);
};

const evaluate = async (folder: string, options: EvaluateOptions): Promise<void> => {
  const { evaluateRun } = await import('@resnet/training');
  const { readRunRecord } = await import('@resnet/run-log');
  const { chooseEngine, choosePrecision } = await import('../engines.js');
  const { chooseThreads } = await import('../choose-threads.js');
  const { loadData } = await import('../load-data.js');
  const record = await readRunRecord(folder);
  if (record === null) throw new Error(`expected the folder of a run, found no run.json in ${folder}`);
  const { engine, reason } = await chooseEngine(options.engine);
  const precision = choosePrecision(engine, options.precision ?? (record.precision as Precision));
  console.error(`engine ${engine.name}, ${precision}: ${engine.description} (${reason})`);
  const data = await loadData(record.dataset.name, options.cache);
  const { threads, warning } = chooseThreads(options.threads);
  if (warning !== null) console.error(warning);
  const { split, protocol, append = false } = options;
  const asked = { split, protocol, append, warn: console.error };
  const row = await evaluateRun(folder, { engine, precision, threads, data, ...asked });
  console.log(options.json ? JSON.stringify(row, null, 2) : describe(record.member, row));
};

const describe = (member: string, { iteration, split, protocol, loss, top1Error, top5Error }: EvaluationRow): string =>
  `${member} at iteration ${iteration}, ${split}, ${protocol}: loss ${loss.toFixed(4)}, top-1 error ${top1Error.toFixed(2)}%, top-5 error ${top5Error.toFixed(2)}%`;
