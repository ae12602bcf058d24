import { knownSet } from '@resnet/datasets';
import { budgetNames } from '@resnet/run-log';
import { loadData } from '../load-data.js';
import { loadExperiment } from '../load-experiment.js';
import { formatBytes, formatCount, formatPlural, formatSeconds } from '../format.js';
import { textTable } from '../text-table.js';
import { describeBlocked } from './blocked-runs.js';
import { measureSpeeds, type Speeds } from './measure-speeds.js';
import { isOpen, planRuns, secondsLeft, runMemory, type PlannedRun, type SessionOptions } from './plan-runs.js';
import { findCommittedRuns } from './committed-runs.js';
import { readEarlierRuns } from './read-earlier-runs.js';
import { repeatCommand } from './repeat-command.js';
import type { RunCommand } from './run-command.js';
import { selectRuns } from './select-runs.js';
import { setUpEngine } from './set-up.js';

/** What a budget would cost on this machine. */
export interface BudgetCost {
  readonly budget: (typeof budgetNames)[number];
  /** Of the longest run. */
  readonly iterations: number;
  readonly runsToDo: number;
  readonly seconds: number;
  /** Of the largest session. */
  readonly bytes: number;
}

/** Says what each budget of an experiment would cost here, in hours and memory, and starts nothing. */
export const showBudgets = async (command: Omit<RunCommand, 'budget'>): Promise<void> => {
  const say = command.json ? console.error : console.log;
  const experiment = await loadExperiment(command.experiment, command);
  const runs = selectRuns(experiment, command);
  const setup = await setUpEngine(command, say);
  const data = await loadData(experiment.dataset, command.cache).catch((error: unknown) => {
    say(`${experiment.dataset} is not here: ${error instanceof Error ? error.message : String(error)}\n`);
    const remark = sizeRemark(experiment.dataset);
    if (remark !== null) say(`${remark}\n`);
    return null;
  });
  const earlier = command.fresh ? [] : await readEarlierRuns({ experiment, runs, out: command.out });
  const { precision } = setup;
  const { same: committed } = await findCommittedRuns({ command, experiment, runs, data, precision });
  const speeds = await measureSpeeds({ ...setup, members: runs.map(({ member }) => member) });
  const { groupsAtOnce } = command;
  const costs = budgetNames.map((budget) => {
    const planned = planRuns({ experiment, runs, budget, precision, earlier, committed, data });
    for (const line of describeBlocked(planned, setup.engine)) console.error(line);
    return costOf(planned, { budget, speeds, groupsAtOnce });
  });
  if (command.json) console.log(JSON.stringify(costs, null, 2));
  else say(formatBudgets(command, costs, speeds));
};

/** What is said of a data set that is not here, where nobody has published how many images it has; `null` elsewhere. */
export const sizeRemark = (dataset: string): string | null =>
  dataset === 'cifar10' || knownSet(dataset) !== null
    ? null
    : `How many photographs ${dataset} has is not known: evaluations are counted as if it had as many as the data set that the networks are designed for.`;

/** What is left of the runs of a budget. */
export const costOf = (runs: readonly PlannedRun[], options: SessionOptions): BudgetCost => ({
  budget: options.budget,
  iterations: Math.max(...runs.map(({ iterations }) => iterations)),
  runsToDo: runs.filter(isOpen).length,
  seconds: secondsLeft(runs, options.speeds),
  bytes: Math.max(...runs.map((run) => runMemory(run, options).bytes)),
});

/** The costs as a table, and how to start one of them. */
export const formatBudgets = (
  command: Parameters<typeof repeatCommand>[0],
  costs: readonly BudgetCost[],
  speeds: Speeds,
): string => {
  const rows = costs.map(({ budget, iterations, runsToDo, seconds, bytes }) => [
    budget,
    formatCount(iterations),
    formatPlural(runsToDo, 'run'),
    formatSeconds(seconds),
    formatBytes(bytes),
  ]);
  return [
    textTable(columns, rows),
    '',
    `(${speeds.text})`,
    ...(costs.some(({ seconds }) => seconds > longSeconds) ? [elsewhere] : []),
    `Nothing has been started: choose a budget, as in ${repeatCommand({ ...command, budget: 'quick' })}`,
  ].join('\n');
};

/** More than a machine is left alone for. */
const longSeconds = 100 * 3600;

const elsewhere =
  'Members and seeds can be trained on several machines with --only and --seeds; copy the folders of their runs together afterwards.';

const columns = [
  { head: 'budget' },
  { head: 'iterations', align: 'right' },
  { head: 'to do', align: 'right' },
  { head: 'time', align: 'right' },
  { head: 'memory', align: 'right' },
] as const;
