import { runFolder, runIdentity, type BudgetName, type Run } from '@resnet/run-log';
import type { Experiment } from '@resnet/training';
import { checkWritable } from '../check-writable.js';
import { loadExperiment } from '../load-experiment.js';
import { formatPlural } from '../format.js';
import { listNames } from '../suggest.js';
import { describeBlocked } from './blocked-runs.js';
import { chooseWork, type Work } from './choose-work.js';
import { describeOthers, findCommittedRuns, howToTrainAgain } from './committed-runs.js';
import { guardFresh } from './guard-fresh.js';
import { isOpen, planRuns } from './plan-runs.js';
import { readEarlierRuns } from './read-earlier-runs.js';
import type { RunCommand } from './run-command.js';
import { selectRuns } from './select-runs.js';
import { setUp } from './set-up.js';
import { trainAll } from './train-all.js';

/**
 * Trains what is left of an experiment's runs. Throws an `Interruption` after Ctrl-C, and an `Error` where a run diverged or
 * could not be trained.
 */
export const runExperiment = async (command: RunCommand): Promise<void> => {
  const say = command.json ? console.error : console.log;
  const experiment = await loadExperiment(command.experiment, command);
  const selected = selectRuns(experiment, command);
  const setup = await setUp(command, experiment, say);
  const earlier = command.fresh ? [] : await readEarlierRuns({ experiment, runs: selected, out: command.out });
  for (const warning of earlier.flatMap(({ warnings }) => warnings)) console.error(warning);
  const { same: committed, others } = await findCommittedRuns({ command, runs: selected, ...setup });
  const plan = (budget: BudgetName) => planRuns({ ...setup, runs: selected, budget, earlier, committed });
  const work = await chooseWork({ command, setup, plan, say });
  if (command.fresh) await guardFresh({ folders: foldersOf(work, experiment, command.out), yes: command.yes });
  for (const line of describeOthers(others, work)) say(line);
  for (const line of describeBlocked(work.planned, setup.engine)) console.error(line);
  // A read-only disk with finished runs has nothing to be written.
  if (work.planned.some(isOpen)) await checkWritable(command.out);
  const { runs, refused } = await trainAll({ command, setup, work, say });
  if (work.planned.some(({ taken }) => taken !== null)) say(howToTrainAgain);
  if (command.json) printRecords(runs);
  failWhereDiverged(runs);
  if (refused > 0)
    throw new Error(`${refused} of ${work.planned.length} runs could not be trained, for the reasons above`);
};

const foldersOf = ({ budget, planned }: Work, experiment: Experiment, root: string): readonly string[] =>
  planned.map(({ member, seed }) => runFolder(root, runIdentity(experiment, member, { budget, seed })));

const printRecords = (runs: readonly Run[]): void => {
  const records = runs.map(({ folder, record }) => ({ folder, ...record }));
  console.log(JSON.stringify(records, null, 2));
};

const failWhereDiverged = (runs: readonly Run[]): void => {
  const folders = runs.filter(({ record }) => record.state === 'diverged').map(({ folder }) => folder);
  if (folders.length === 0) return;
  throw new Error(
    `${folders.length} of ${formatPlural(runs.length, 'run')} diverged: see ${listNames(folders, 'and')}`,
  );
};
