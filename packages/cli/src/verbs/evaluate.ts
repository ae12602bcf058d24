import { resolve } from 'node:path';
import { protocolNames, splitNames } from '@resnet/run-log';
import type { Command } from 'commander';
import { listOf, oneOf, pathText, wholeNumber } from '../arguments.js';
import type { EvaluateFolders } from '../evaluate/evaluate-folders.js';
import { UsageError } from '../errors.js';
import { cacheOption } from './cache-option.js';
import { engineOption, precisionOption, threadsOption } from './engine-options.js';

/** `resnet evaluate <folders>`: the checkpoint of a run, or an imported network, by any protocol; several also as an ensemble. */
export const addEvaluate = (program: Command): void => {
  program
    .command('evaluate')
    .description(
      "evaluate a run's checkpoint again, or an imported network, by any protocol; several folders also as an ensemble",
    )
    .argument('<folders...>', 'of a run, the one with run.json, or of an imported network, the one with network.json')
    .option(
      '--data <set>',
      'the packed set of photographs, by its name in the cache directory or the path of its folder (default: the one a run was trained on)',
    )
    .option(
      '--split <name>',
      `${splitNames.join(', ')} (default: test; validation of photographs)`,
      oneOf('split', splitNames),
    )
    .option(
      '--protocol <names>',
      'of images in memory: single-view, 10-crop, 10-crop-logits; of photographs: center-crop, 10-crop, 10-crop-logits, multi-scale, multi-scale-flips (default: 10-crop for one run; for several folders or an imported network, single-view or center-crop)',
      listOf(oneOf('protocol', protocolNames)),
    )
    .addOption(engineOption())
    .addOption(precisionOption('of one run its own, where the engine has it; else f32'))
    .addOption(threadsOption())
    .option('--workers <count>', 'threads that decode photographs (default: as many as cores)', wholeNumber(1, 1024))
    .option('--batch <count>', 'views at a time at 224 pixels a side (default: 16)', wholeNumber(1, 4096))
    .option('--predictions <file>', 'write the predictions for each image to a CSV file', pathText)
    .addOption(cacheOption())
    .option('--append', 'add the rows to the log of the finished run, or those of the ensemble to its file')
    .option('--ensemble <name>', 'name of the ensemble of several folders, and of its file')
    .option('--out <folder>', 'where the file of an ensemble goes: <out>/ensembles/<name>.json', pathText, 'runs')
    .option('--json', 'print the rows as JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ resnet evaluate runs/cifar10/figure-6/quick/resnet-20/seed-1 --protocol 10-crop\n  $ resnet evaluate runs/imagenet/figure-4/paper/resnet-34/seed-1 --protocol 10-crop,multi-scale --append\n  $ resnet evaluate runs/imagenet/table-3/paper/resnet-*/seed-1 --protocol multi-scale --append --ensemble resnets\n  $ resnet evaluate networks/authors-resnet-50 --data imagenet --protocol center-crop,10-crop,multi-scale',
    )
    .action(evaluate);
};

const evaluate = async (folders: readonly string[], typed: EvaluateFolders): Promise<void> => {
  const { describeFolder } = await import('@resnet/training');
  const options = { ...typed, ...(typed.protocol && { protocol: [...new Set(typed.protocol)] }) };
  const [folder, ...others] = folders;
  if (folder === undefined) throw new UsageError('expected a folder, got none');
  const { kind } = await describeFolder(folder);
  if (options.ensemble !== undefined && others.length === 0) {
    throw new UsageError(`--ensemble names an ensemble of several folders, got one, ${folder}`);
  }
  if (options.ensemble !== undefined && !options.append) {
    throw new UsageError('--ensemble names the file that --append adds to: add --append, or leave --ensemble out');
  }
  if (options.append && others.length === 0 && kind !== 'run') {
    throw new UsageError(
      `--append adds rows to the log of a run or the file of an ensemble, got one imported network, ${folder}: name a run, or several folders`,
    );
  }
  checkDifferent(folders);
  if (options.predictions !== undefined) {
    const { preparePredictions } = await import('../evaluate/write-predictions.js');
    await preparePredictions(options.predictions);
  }
  if (kind === 'run' && others.length === 0) {
    const { evaluateOneRun } = await import('../evaluate/evaluate-one-run.js');
    return evaluateOneRun(folder, options);
  }
  const { evaluateFolders } = await import('../evaluate/evaluate-folders.js');
  return evaluateFolders(folders, options);
};

/** The same network twice is no ensemble. */
const checkDifferent = (folders: readonly string[]): void => {
  const paths = folders.map((folder) => resolve(folder));
  const twice = folders.find((_, index) => paths.indexOf(paths[index] ?? '') !== index);
  if (twice !== undefined) throw new UsageError(`expected different folders, got ${twice} twice`);
};
