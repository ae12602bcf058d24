import { join, resolve } from 'node:path';
import type { BottleneckStride, DatasetName, PaddedIdentity } from '@resnet/models';
import type { Imported, NetworkInput } from '@resnet/training';
import type { Command } from 'commander';
import { anyNumber, listOf, oneOf, pathText, positiveNumber } from '../arguments.js';
import { asUsage, UsageError } from '../errors.js';
import { formatCount } from '../format.js';
import { cacheOption } from './cache-option.js';

interface ImportArguments {
  readonly name?: string;
  readonly network?: string;
  readonly dataset?: DatasetName;
  readonly stride?: BottleneckStride;
  readonly subsampling?: PaddedIdentity['subsampling'];
  readonly placement?: PaddedIdentity['placement'];
  readonly mean?: readonly number[];
  readonly divisor?: readonly number[];
  readonly range?: '1' | '255';
  readonly channelOrder?: 'RGB' | 'BGR';
  readonly out?: string;
  readonly cache?: string;
  readonly json?: true;
}

const authors = 'authors-resnet-50';

/** `resnet import <source>`: weights that others trained, as a network of ours. */
export const addImport = (program: Command): void => {
  program
    .command('import')
    .description('make a network of ours from weights that others trained: a folder that `resnet evaluate` takes')
    .argument(
      '<source>',
      `${authors} (fetched, 95 MB), a .safetensors file with PyTorch's names, or the model.json of a TensorFlow.js layers model`,
    )
    .option('--network <name>', 'which network a file holds, as resnet-18-B')
    .option(
      '--dataset <name>',
      'cifar10 or imagenet, where a depth fits both',
      oneOf('dataset', ['cifar10', 'imagenet']),
    )
    .option(
      '--stride <place>',
      "where bottlenecks have their stride: first-1x1, as in the paper, or 3x3, as in torchvision's",
      oneOf('place', ['first-1x1', '3x3']),
    )
    .option(
      '--subsampling <name>',
      'of option A: every-second-pixel or average-pooling',
      oneOf('subsampling', ['every-second-pixel', 'average-pooling']),
    )
    .option(
      '--placement <name>',
      'of the zeros of option A: after the channels, or split on both sides',
      oneOf('placement', ['after', 'split']),
    )
    .option('--mean <numbers>', 'of red, green and blue, as 0.485,0.456,0.406', listOf(anyNumber))
    .option('--divisor <numbers>', 'of red, green and blue, as 0.229,0.224,0.225', listOf(positiveNumber))
    .option(
      '--range <number>',
      'the value of white before the mean is subtracted: 1 or 255 (default: 1)',
      oneOf('range', ['1', '255']),
    )
    .option(
      '--channel-order <order>',
      'which a TensorFlow.js model reads: RGB or BGR (default: RGB)',
      oneOf('channel order', ['RGB', 'BGR']),
    )
    .option('--name <name>', "what to call it (default: the file's name)")
    .option('--out <folder>', 'where it goes (default: its name in networks)', pathText)
    .addOption(cacheOption())
    .option('--json', 'print network.json')
    .addHelpText(
      'after',
      `\nExamples:\n  $ resnet import ${authors}\n  $ resnet import weights.safetensors --network resnet-50 --stride 3x3 --mean 0.485,0.456,0.406 --divisor 0.229,0.224,0.225`,
    )
    .action(importNetwork);
};

const importNetwork = async (source: string, options: ImportArguments): Promise<void> => {
  const { writeNetworkFolder } = await import('@resnet/training');
  const { imported, parameters } = await read(source, options);
  const folder = resolve(options.out ?? join('networks', imported.name));
  const written = await writeNetworkFolder(folder, imported, parameters);
  console.log(options.json ? JSON.stringify(written, null, 2) : await describe(folder, imported, parameters));
};

const read = async (source: string, options: ImportArguments): Promise<Imported> => {
  const { importAuthorsResnet50, importWeights } = await import('@resnet/training');
  const { cacheDirectory } = await import('@resnet/datasets');
  const { network, dataset, stride: bottleneckStride, subsampling, placement, name, channelOrder } = options;
  if (source === authors) {
    checkAuthorsOptions(options);
    const { writingTo } = await import('../check-writable.js');
    const cache = options.cache ?? cacheDirectory();
    return writingTo(cache, () => importAuthorsResnet50({ cache, log: (line) => console.error(line) }));
  }
  const paddedIdentity = { ...(subsampling && { subsampling }), ...(placement && { placement }) };
  const input = inputOf(options);
  return importWeights({
    ...{ file: source, network, dataset, bottleneckStride, paddedIdentity, name, channelOrder, input },
  }).catch(asUsage);
};

/** What the authors' network is called, and what it is shown, is known. */
const checkAuthorsOptions = (options: ImportArguments): void => {
  const other = Object.keys(options).find((option) => !['out', 'cache', 'json'].includes(option));
  if (other === undefined) return;
  const flag = `--${other.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
  throw new UsageError(`expected --out, --cache or --json with ${authors}, which says all else itself, got ${flag}`);
};

const inputOf = ({
  mean,
  divisor,
  range,
}: ImportArguments): Omit<NetworkInput, 'size' | 'channelOrder'> | undefined => {
  if ((mean ?? divisor ?? range) === undefined) return undefined;
  if (mean?.length === 3 && divisor?.length === 3) return { range: range === '255' ? 255 : 1, mean, divisor };
  throw new UsageError(
    `expected --mean and --divisor of three numbers each, got ${mean?.length ?? 0} and ${divisor?.length ?? 0}`,
  );
};

const describe = async (
  folder: string,
  { name, network, source }: Imported['imported'],
  parameters: Imported['parameters'],
): Promise<string> => {
  const { countParameters } = await import('@resnet/models');
  const numbers = [...parameters.values()].reduce((count, { length }) => count + length, 0);
  // Running means and variances are numbers of the file, and none of the parameters that are counted.
  const counted = countParameters(network);
  const data = network.dataset === 'cifar10' ? '' : ' --data imagenette';
  return [
    `${name} is in ${folder}: ${network.name} for ${network.dataset}, ${formatCount(counted)} parameters and ${formatCount(numbers - counted)} running means and variances.`,
    `${source.description}.`,
    ...source.changes,
    `Evaluate it with \`resnet evaluate ${folder}${data}\`${data === '' ? '' : ' (`resnet data fetch imagenette` gets that set)'}.`,
  ].join('\n');
};
