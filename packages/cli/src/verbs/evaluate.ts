import type { Precision } from '@resnet/engine';
import type { EvaluationRow, Protocol, Split } from '@resnet/run-log';
import type { Command } from 'commander';
import { anyText, listOf, oneOf, wholeNumber } from '../arguments.js';
import type { EvaluateFolders } from '../evaluate/evaluate-folders.js';
import { UsageError } from '../errors.js';
import { cacheOption } from './cache-option.js';
import { engineOption, precisionOption, threadsOption } from './engine-options.js';

const splits = ['test', 'validation', 'training'] as const satisfies readonly Split[];
const protocols = [
  ...['single-view', '10-crop', '10-crop-logits'],
  ...['center-crop', 'multi-scale', 'multi-scale-flips'],
] as const;

interface EvaluateArguments extends EvaluateFolders {
  readonly append?: true;
}

/** `resnet evaluate <folders>`: the checkpoint of a run, or an imported network, by any protocol; several also as an ensemble. */
export const addEvaluate = (program: Command): void => {
  program
    .command('evaluate')
    .description(
      "evaluate a run's checkpoint again, or an imported network, by any protocol; several folders also as an ensemble",
    )
    .argument('<folders...>', 'of a run, the one with run.json, or of an imported network, the one with network.json')
    .option('--data <set>', 'the packed set of photographs, by its name in the cache directory or its folder', anyText)
    .option('--split <name>', `${splits.join(', ')} (default: test; validation of photographs)`, oneOf('split', splits))
    .option(
      '--protocol <names>',
      'of images in memory: single-view, 10-crop, 10-crop-logits; of photographs: center-crop, 10-crop, 10-crop-logits, multi-scale, multi-scale-flips (default: 10-crop of a run, else single-view or center-crop)',
      listOf(oneOf('protocol', protocols)),
    )
    .addOption(engineOption())
    .addOption(precisionOption("the run's own, f32 for imported networks and ensembles"))
    .addOption(threadsOption())
    .option('--workers <count>', 'threads that decode photographs (default: as many as cores)', wholeNumber(1, 1024))
    .option('--batch <count>', 'views at a time at 224 pixels a side (default: 16)', wholeNumber(1, 4096))
    .option('--predictions <file>', 'write a CSV file of what is said of each image', anyText)
    .addOption(cacheOption())
    .option('--append', 'add the row to the log of the finished run')
    .option('--json', 'print the rows as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ resnet evaluate runs/cifar10/figure-6/quick/resnet-20/seed-1 --protocol 10-crop\n  $ resnet evaluate networks/authors-resnet-50 --data imagenet --protocol center-crop,10-crop,multi-scale',
    )
    .action(evaluate);
};

const evaluate = async (folders: readonly string[], options: EvaluateArguments): Promise<void> => {
  const { describeFolder } = await import('@resnet/training');
  const [folder, ...others] = folders;
  if (folder === undefined) throw new UsageError('expected a folder, got none');
  const { kind, dataset } = await describeFolder(folder);
  const { protocol: [protocol, ...more] = ['10-crop'], predictions } = options;
  const single = others.length === 0 && more.length === 0 && predictions === undefined;
  if (kind === 'run' && single && (protocol === 'single-view' || protocol === '10-crop')) {
    return evaluateOneRun(folder, { ...options, protocol, dataset });
  }
  if (options.append) throw new UsageError('--append adds a row of protocol single-view or 10-crop to one run');
  const { evaluateFolders } = await import('../evaluate/evaluate-folders.js');
  return evaluateFolders(folders, options);
};

interface OneRun extends Omit<EvaluateArguments, 'protocol'> {
  readonly protocol: Extract<Protocol, 'single-view' | '10-crop'>;
  readonly dataset: string;
}

const evaluateOneRun = async (folder: string, options: OneRun): Promise<void> => {
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
  const { split = 'test', protocol, append = false } = options;
  const asked = { split, protocol, append, warn: console.error };
  const row = await evaluateRun(folder, { engine, precision, threads, data, ...asked });
  console.log(options.json ? JSON.stringify(row, null, 2) : describe(record.member, row));
};

const describe = (member: string, { iteration, split, protocol, loss, top1Error, top5Error }: EvaluationRow): string =>
  `${member} at iteration ${iteration}, ${split}, ${protocol}: loss ${loss.toFixed(4)}, top-1 error ${top1Error.toFixed(2)}%, top-5 error ${top5Error.toFixed(2)}%`;
