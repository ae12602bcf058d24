import type { Command } from 'commander';
import { budgetNames } from '@resnet/run-log';
import { listOf, oneOf, pathText, positiveNumber, wholeNumber } from '../arguments.js';
import { UsageError } from '../errors.js';
import type { RunCommand } from '../run/run-command.js';
import { cacheOption } from './cache-option.js';
import { committedRuns, ownRuns } from './results-folders.js';
import { engineOption, precisionOption, threadsOption } from './engine-options.js';

/** `resnet run <experiment>`: trains what is left of its runs. */
export const addRun = (program: Command): void => {
  program
    .command('run')
    .description("train an experiment's members: resumes what is unfinished, skips what is finished")
    .argument(
      '<experiment>',
      'as `resnet list` names it: cifar10/figure-6; or a file that exports one: ./my-experiment.ts',
    )
    .option(
      '--budget <name>',
      "paper (the paper's iterations: 64,000 on CIFAR-10, 600,000 on ImageNet), short (1/8), quick (1/64), glance (1/160) or smoke (1/8000); without it, says what each would cost",
      oneOf('budget', budgetNames),
    )
    .option(
      '--within <minutes>',
      'where the budget does not fit, take a shorter one, then fewer members, then smoke, which only tests that it runs',
      positiveNumber,
    )
    .option(
      '--at-most <minutes>',
      'with --within: where nothing fits, train the least that shows something if it takes no longer than this',
      positiveNumber,
    )
    .option('--only <members>', 'train only these members, as plain-20,resnet-56', listOf(String))
    .option('--seeds <numbers>', "with these seeds instead of the experiment's, as 1,2", listOf(wholeNumber(0)))
    .addOption(engineOption())
    .addOption(precisionOption("the engine's best here"))
    .addOption(threadsOption())
    .option(
      '--groups-at-once <count>',
      'statistics groups of a mini-batch computed in one pass: fewer take less memory (default: as many as fit)',
      wholeNumber(1),
    )
    .addOption(cacheOption())
    .option('--out <folder>', 'where the runs go', pathText, ownRuns)
    .option(
      '--again',
      `also train what is finished in ${committedRuns}, which is skipped otherwise where runs go to ${ownRuns}`,
    )
    .option('--fresh', 'start over, whatever is there')
    .option('--yes', 'with --fresh: also where a run is finished or git keeps it')
    .option('--json', 'print the records of the runs as JSON')
    .addHelpText('after', '\nExample:\n  $ resnet run cifar10/degradation --budget quick --only plain-20,resnet-20')
    .action(async (experiment: string, options: RunArguments) => {
      const { budget, again = false, fresh = false, yes = false, json = false, ...rest } = options;
      const command = { experiment, again, fresh, yes, json, ...rest };
      checkLimits(options);
      if (budget === undefined) {
        const { showBudgets } = await import('../run/show-budgets.js');
        return showBudgets(command);
      }
      const { runExperiment } = await import('../run/run-experiment.js');
      return runExperiment({ ...command, budget });
    });
};

/** A limit that would not be kept to starts days of work. */
const checkLimits = ({ budget, within, atMost }: RunArguments): void => {
  if (budget === undefined && (within ?? atMost) !== undefined) {
    throw new UsageError('--within and --at-most say how long a budget may take: add --budget');
  }
  if (within === undefined && atMost !== undefined) {
    throw new UsageError('--at-most is for where nothing fits the time that --within says: add --within');
  }
};

type Flags = 'budget' | 'again' | 'fresh' | 'yes' | 'json';
type RunArguments = Omit<RunCommand, 'experiment' | Flags> & Partial<Pick<RunCommand, Flags>>;
