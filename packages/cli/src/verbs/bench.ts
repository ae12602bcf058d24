import { Option, type Command } from 'commander';
import { listOf, oneOf, pathText, wholeNumber } from '../arguments.js';
import type { BenchOptions } from '../bench/bench-options.js';
import { UsageError } from '../errors.js';
import { engineNames, type EngineName } from '../engines.js';
import { cacheOption } from './cache-option.js';
import { threadsOption } from './engine-options.js';

interface BenchArguments extends Omit<BenchOptions, 'precisions' | 'evaluation' | 'threads'> {
  readonly threads?: number;
  readonly networks: readonly string[];
  readonly precision: BenchOptions['precisions'];
  readonly engines?: readonly EngineName[];
  readonly python?: string;
  readonly pytorch: boolean;
  readonly evaluation?: true;
  readonly record?: string;
  readonly check?: string;
  readonly json?: true;
  readonly data?: string;
  readonly cache?: string;
  readonly workers?: number;
}

/** `resnet bench`: the time of an iteration, each engine's and PyTorch's, in turns on the same machine. */
export const addBench = (program: Command): void => {
  program
    .command('bench')
    .description("the time of a whole iteration, each engine's and PyTorch's, interleaved, in one table")
    .addOption(networksOption())
    .option('--batch <images>', 'images per mini-batch', wholeNumber(1), 128)
    .addOption(precisionsOption())
    .addOption(threadsOption())
    .option('--iterations <count>', 'maximum iterations of a side in a round', wholeNumber(1), 10)
    .option('--rounds <count>', 'rounds: each side has a turn in each', wholeNumber(1), 10)
    .option('--evaluation', 'measure prediction instead of training')
    .option(
      '--engines <names>',
      'engines to measure (default: all that run here but the reference)',
      listOf(oneOf('engine', engineNames)),
    )
    .option('--python <executable>', 'a Python that has PyTorch (default: python3)')
    .option('--no-pytorch', 'measure our engines only')
    .option('--record <folder>', 'append the results to a CSV file in this folder, as results/bench', pathText)
    .option(
      '--check <folder>',
      'fail where an engine is slower beside oneDNN alone than recorded in this folder',
      pathText,
    )
    .addOption(
      new Option(
        '--data <name>',
        'measure how photographs of a packed set are read and made ready, stage by stage (ResNet-18 and mini-batches of 32 unless given)',
      )
        // Those are of engines alone.
        .conflicts(['record', 'check', 'evaluation', 'engines']),
    )
    .option('--workers <count>', 'with --data: threads that make them ready (default: one a core)', wholeNumber(1))
    .addOption(cacheOption())
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ resnet bench --networks resnet-20,resnet-110 --precision bf16 --threads 2')
    .action(measure);
};

const networksOption = (): Option =>
  new Option('--networks <names>', 'networks to measure').argParser(listOf(String)).default(['resnet-20'], 'resnet-20');

const precisionsOption = (): Option =>
  new Option('--precision <names>', 'f32, bf16 or both')
    .argParser(listOf(oneOf('precision', ['f32', 'bf16'])))
    .default(['f32', 'bf16'], 'both');

const measure = async (options: BenchArguments, command: Command): Promise<void> => {
  if (options.data !== undefined) return measurePhotos(options, options.data, command);
  if (options.workers !== undefined || options.cache !== undefined) {
    throw new UsageError('--workers and --cache are for photographs: add --data');
  }
  const { bench } = await import('../bench/bench.js');
  const { chooseThreads } = await import('../choose-threads.js');
  const threads = chooseThreads(options.threads);
  const { networks, engines, python, pytorch, record, check, json = false } = options;
  const { batch, precision: precisions, iterations, rounds, evaluation = false } = options;
  const measured = { batch, precisions, threads, iterations, rounds, evaluation };
  await bench({ networks, engines, python, pytorch, record, check, json, options: measured });
};

/** Photographs are measured with ResNet-18 and mini-batches of 32, unless others are named. */
const measurePhotos = async (options: BenchArguments, data: string, command: Command): Promise<void> => {
  const { benchPhotos } = await import('../bench/bench-photos.js');
  const { chooseThreads } = await import('../choose-threads.js');
  const isGiven = (option: keyof BenchArguments) => command.getOptionValueSource(option) !== 'default';
  const threads = chooseThreads(options.threads);
  const { cache, precision: precisions, rounds, iterations, python, pytorch, json = false } = options;
  const [network = 'resnet-18', ...others] = isGiven('networks') ? options.networks : [];
  if (others.length > 0) throw new UsageError(`expected one network with --data, got ${options.networks.join(', ')}`);
  const batch = isGiven('batch') ? options.batch : 32;
  const workers = options.workers ?? threads;
  const measured = { network, batch, threads, workers, precisions, rounds, iterations };
  await benchPhotos({ data, cache, python, pytorch, json, ...measured });
};
