import { budgetNames, type BudgetName } from '@resnet/run-log';
import type { Command } from 'commander';
import { oneOf, pathText } from '../arguments.js';
import type { Compared } from '../compare/compare-names.js';
import { committedRuns, ownRuns, resultsFolders } from './results-folders.js';

interface CompareOptions {
  readonly results?: string;
  readonly budget?: BudgetName;
  readonly protocol?: true;
  readonly json?: true;
}

/** `resnet compare`: runs, members or experiments side by side, or against the paper. */
export const addCompare = (program: Command): void => {
  program
    .command('compare')
    .description('put runs, members or experiments side by side, or against the paper: errors, recipes and machines')
    .argument(
      '<names...>',
      'folders of runs, members as resnet-20, experiments or files of your own, or beginnings of run names as cifar10/figure-6/short/resnet-20: the first against each other one, or within an experiment each member against the first of its family and depth, else the first member against the others; `paper` for the paper',
    )
    .option('--budget <name>', 'the largest that all have where not given', oneOf('budget', budgetNames))
    .option(
      '--results <folder>',
      `where runs are looked for by name (default: ${ownRuns} and ${committedRuns})`,
      pathText,
    )
    .option('--protocol', 'print every line of recipes and machines, not only those that differ')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nExamples:\n  $ resnet compare resnet-20 resnet-56\n  $ resnet compare cifar10/shortcuts --budget short\n  $ resnet compare ./my-experiment.ts\n  $ resnet compare results runs\n  $ resnet compare runs/cifar10/figure-6/quick/resnet-20/seed-1 paper',
    )
    .action(compare);
};

/** What stands for the paper among the names. */
const paperName = 'paper';

const compare = async (names: readonly string[], options: CompareOptions): Promise<void> => {
  const { compareNames } = await import('../compare/compare-names.js');
  const { results, budget, protocol, json } = options;
  const found = await compareNames({
    names: names.filter((name) => name !== paperName),
    withPaper: names.includes(paperName),
    folders: results === undefined ? resultsFolders() : [results],
    budget,
    lines: protocol ? 'every' : 'differing',
  });
  console.log(json ? JSON.stringify(found, null, 2) : await describe(found));
};

const describe = async ({ comparisons, paper }: Compared): Promise<string> => {
  const { formatComparison } = await import('../compare/format-comparison.js');
  const { formatPaperComparison } = await import('../compare/format-paper-comparison.js');
  return [...comparisons.map(formatComparison), ...paper.map(formatPaperComparison)].join(`\n\n${'-'.repeat(40)}\n\n`);
};
