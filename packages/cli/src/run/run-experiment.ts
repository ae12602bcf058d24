import type { Engine, Precision } from '@resnet/engine';
import { experiments } from '@resnet/experiments';
import { findRuns, readRun, type BudgetName, type Run } from '@resnet/run-log';
import {
  DivergenceError,
  InterruptedError,
  runFolder,
  trainRun,
  type Experiment,
  type RunData,
} from '@resnet/training';
import { chooseEngine, choosePrecision, type EngineName } from '../engines.js';
import { Interruption } from '../errors.js';
import { findExperiment } from '../find-experiment.js';
import { formatPlural, formatSeconds } from '../format.js';
import { loadData } from '../load-data.js';
import { describeRun } from './describe-run.js';
import { fitBudget } from './fit-budget.js';
import { formatPlan } from './format-plan.js';
import { listenForInterrupts } from './listen-for-interrupts.js';
import { measureSpeed, type Speed } from './measure-speed.js';
import { planRuns, secondsLeft, type PlannedRun } from './plan-runs.js';
import { selectRuns, type Selection } from './select-runs.js';
import { showProgress } from './show-progress.js';

/** What `resnet run` is asked to do. */
export interface RunCommand extends Selection {
  readonly experiment: string;
  readonly budget: BudgetName;
  /** Minutes: a shorter budget is taken where this one does not fit. */
  readonly within?: number | undefined;
  readonly engine: 'auto' | EngineName;
  readonly precision?: Precision | undefined;
  readonly threads: number;
  readonly out: string;
  readonly fresh: boolean;
  readonly json: boolean;
}

/** Trains what is left of an experiment's runs. Throws an `Interruption` after Ctrl-C, an `Error` where a run diverged. */
export const runExperiment = async (command: RunCommand): Promise<void> => {
  const say = command.json ? console.error : console.log;
  const experiment = findExperiment(experiments, command.experiment);
  const selected = selectRuns(experiment, command);
  const setup = await setUp(command, experiment);
  say(setup.description);
  const earlier = command.fresh ? [] : await findRuns(command.out);
  const plan = (budget: BudgetName) => planRuns({ experiment, runs: selected, budget, earlier });
  const [member] = selected.map((run) => run.member);
  if (member === undefined) throw new RangeError(`${experiment.id} should have a network, got none`);
  const speed = await measureSpeed({ ...setup, member });
  const budget = chooseBudget({ command, speed, plan, say });
  const planned = plan(budget);
  say(`\n${experiment.id}, ${budget} budget: ${experiment.reproduces}\n${formatPlan(planned, budget, speed)}\n`);
  const runs = await trainAll({ command, setup, budget, planned, speed, say });
  if (command.json)
    console.log(
      JSON.stringify(
        runs.map(({ folder, record }) => ({ folder, ...record })),
        null,
        2,
      ),
    );
  const diverged = runs.filter(({ record }) => record.state === 'diverged');
  if (diverged.length > 0) {
    throw new Error(
      `${diverged.length} of ${formatPlural(runs.length, 'run')} diverged: see ${diverged.map(({ folder }) => folder).join(', ')}`,
    );
  }
};

interface Setup {
  readonly experiment: Experiment;
  readonly engine: Engine;
  readonly precision: Precision;
  readonly threads: number;
  readonly data: RunData;
  /** What computes, and why. */
  readonly description: string;
}

const setUp = async (command: RunCommand, experiment: Experiment): Promise<Setup> => {
  const { engine, reason } = await chooseEngine(command.engine);
  const precision = choosePrecision(engine, command.precision);
  const { threads } = command;
  const description = `engine ${engine.name}, ${precision}, ${formatPlural(threads, 'thread')}: ${engine.description}\n(${reason})`;
  return { experiment, engine, precision, threads, data: await loadData(experiment.dataset), description };
};

interface BudgetChoice {
  readonly command: RunCommand;
  readonly speed: Speed;
  readonly plan: (budget: BudgetName) => readonly PlannedRun[];
  readonly say: (line: string) => void;
}

const chooseBudget = ({ command: { budget, within }, speed, plan, say }: BudgetChoice): BudgetName => {
  if (within === undefined) return budget;
  const secondsOf = (candidate: BudgetName): number => secondsLeft(plan(candidate), speed);
  const fitting = fitBudget({ budget, within: within * 60, secondsOf });
  if (fitting !== budget) {
    say(
      `The ${budget} budget would take about ${formatSeconds(secondsOf(budget))} here, more than the ${within} minutes of --within: taking the ${fitting} budget.`,
    );
  }
  return fitting;
};

interface TrainAllOptions {
  readonly command: RunCommand;
  readonly setup: Setup;
  readonly budget: BudgetName;
  readonly planned: readonly PlannedRun[];
  readonly speed: Speed;
  readonly say: (line: string) => void;
}

const trainAll = async (options: TrainAllOptions): Promise<readonly Run[]> => {
  const { planned, speed, say } = options;
  const interrupts = listenForInterrupts({
    onInterrupt: () => console.error('\nInterrupted: writing a checkpoint. Ctrl-C again exits at once.'),
  });
  try {
    const runs: Run[] = [];
    for (const [index, run] of planned.entries()) {
      const secondsAfter = secondsLeft(planned.slice(index + 1), speed);
      runs.push(await trainOne(run, { ...options, secondsAfter, signal: interrupts.signal }));
      say(runs.map(describeRun).at(-1) ?? '');
    }
    return runs;
  } finally {
    interrupts.stop();
  }
};

interface TrainOneOptions extends TrainAllOptions {
  readonly secondsAfter: number;
  readonly signal: AbortSignal;
}

/** A run that diverges is reported like any other, so that the others go on. */
const trainOne = async ({ member, seed }: PlannedRun, options: TrainOneOptions): Promise<Run> => {
  const { command, setup, budget, secondsAfter, signal } = options;
  const display = showProgress({ name: `${member.network.name}, seed ${seed}`, secondsAfter });
  const root = command.out;
  try {
    return await trainRun({
      ...setup,
      member,
      budget,
      seed,
      root,
      fresh: command.fresh,
      signal,
      onProgress: display.update,
    });
  } catch (error) {
    if (error instanceof InterruptedError) throw new Interruption(error.message, { cause: error });
    if (!(error instanceof DivergenceError)) throw error;
    return await readRun(runFolder({ root, runs: setup.experiment.runs, budget, network: member.network, seed }));
  } finally {
    display.stop();
  }
};
