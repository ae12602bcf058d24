import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { anyText, listOf, oneOf, wholeNumber } from '../arguments.js';
import type { BenchOptions } from '../bench/bench-options.js';
import { engineNames, type EngineName } from '../engines.js';

interface BenchArguments extends Omit<BenchOptions, 'precisions'> {
  readonly networks: readonly string[];
  readonly precision: BenchOptions['precisions'];
  readonly engines?: readonly EngineName[];
  readonly python?: string;
  readonly pytorch: boolean;
  readonly record?: string;
  readonly json: boolean;
}

/** `resnet bench`: the time of an iteration, each engine's and PyTorch's, in turns on the same machine. */
export const addBench = (program: Command): void => {
  program
    .command('bench')
    .description("the time of a whole iteration, each engine's and PyTorch's, interleaved, in one table")
    .option('--networks <names>', 'networks to measure', listOf(anyText), ['resnet-20'])
    .option('--batch <images>', 'images per mini-batch', wholeNumber(1), 128)
    .option('--precision <names>', 'f32, bf16 or both', listOf(oneOf('precision', ['f32', 'bf16'])), ['f32', 'bf16'])
    .option('--threads <count>', 'threads of each side', wholeNumber(1), availableParallelism())
    .option('--iterations <count>', 'the most iterations a side runs in a turn', wholeNumber(1), 10)
    .option('--rounds <count>', 'turns each side has', wholeNumber(1), 10)
    .option('--evaluation', 'measure prediction instead of training', false)
    .option(
      '--engines <names>',
      'engines to measure (default: all that run here but the reference)',
      listOf(oneOf('engine', engineNames)),
    )
    .option('--python <executable>', 'a Python that has PyTorch (default: python3)')
    .option('--no-pytorch', 'measure our engines only')
    .option('--record <folder>', 'append the results to a CSV file in this folder, as results/bench')
    .option('--json', 'print JSON', false)
    .addHelpText('after', '\nExample:\n  $ resnet bench --networks resnet-20,resnet-110 --precision bf16 --threads 2')
    .action(async ({ networks, engines, python, pytorch, record, json, precision, ...rest }: BenchArguments) => {
      const { bench } = await import('../bench/bench.js');
      await bench({ networks, engines, python, pytorch, record, json, options: { ...rest, precisions: precision } });
    });
};
