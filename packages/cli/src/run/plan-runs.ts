import { knownSet } from '@resnet/datasets';
import { flatten, type Precision } from '@resnet/engine';
import { hasStarted, isRunOf, runIdentity, runKey, type BudgetName, type Run } from '@resnet/run-log';
import {
  estimateCost,
  groupsAskedFor,
  scaleRecipe,
  sessionMemory,
  smokeImages,
  type CostOptions,
  type Experiment,
  type RunData,
  type SessionMemory,
} from '@resnet/training';
import { lookUp } from '../errors.js';
import type { Speeds } from './measure-speeds.js';
import type { SelectedRun } from './select-runs.js';

/** A run and what is left of it. */
export interface PlannedRun extends SelectedRun {
  readonly iterations: number;
  /** Iterations done by an earlier process, by the last row that it logged: its checkpoint may be some before or after. */
  readonly done: number;
  /** `null` where nothing of it has been run; `blocked` where a run in another precision is in its place. */
  readonly state: Run['record']['state'] | 'blocked' | null;
  /** The run in another precision that is in its place. */
  readonly blockedBy: Run | null;
  /** A finished run elsewhere that is the same: it is not trained again. */
  readonly taken: Run | null;
  /** Multiply-adds still to do, evaluation included. */
  readonly multiplyAdds: number;
}

export interface PlanOptions {
  readonly experiment: Experiment;
  readonly runs: readonly SelectedRun[];
  readonly budget: BudgetName;
  /** Where a member leaves it open. */
  readonly precision: Precision;
  /** What lies in the results already; none of it counts where everything starts over. */
  readonly earlier: readonly Run[];
  /** Finished runs elsewhere, which are taken where nothing of a run lies in the results yet; none where not given. */
  readonly committed?: readonly Run[];
  /** Whose images are counted; where not given, as many as the published set has. */
  readonly data?: RunData | null;
}

/** What is left of each run on a budget. */
export const planRuns = ({
  experiment,
  runs,
  budget,
  precision,
  earlier,
  ...rest
}: PlanOptions): readonly PlannedRun[] => {
  const { committed = [], data = null } = rest;
  const [found, elsewhere] = [byKey(earlier.filter(({ record }) => hasStarted(record))), byKey(committed)];
  return runs.map(({ member, seed }) => {
    const { network } = member;
    const recipe = scaleRecipe(member.recipe, budget);
    const { iterations } = recipe.schedule;
    const key = runKey(runIdentity(experiment, member, { budget, seed }));
    const run = found.get(key);
    const isOurs = run && isRunOf(experiment, { precision, ...member }, run.record);
    const blockedBy = run === undefined || isOurs ? null : run;
    const taken = run === undefined ? (elsewhere.get(key) ?? null) : null;
    const state = blockedBy === null ? ((run ?? taken)?.record.state ?? null) : 'blocked';
    const done = state === 'running' ? (run?.training.at(-1)?.iteration ?? 0) : 0;
    const cost = estimateCost({ network, recipe, ...countImages(experiment, budget, data) }).total;
    const left = isOpen({ state }) ? 1 - done / iterations : 0;
    return { member, seed, iterations, done, state, blockedBy, taken, multiplyAdds: cost * left };
  });
};

const byKey = (runs: readonly Run[]): ReadonlyMap<string, Run> => new Map(runs.map((run) => [runKey(run.record), run]));

const countImages = (
  { dataset }: Experiment,
  budget: BudgetName,
  data: RunData | null,
): Pick<CostOptions, 'evaluationImages' | 'trainingImages'> => {
  const { perSet } = smokeImages;
  if (budget === 'smoke') return { evaluationImages: perSet, trainingImages: perSet };
  if (data?.kind === 'photographs') {
    return { evaluationImages: data.validation.count, trainingImages: data.train.count };
  }
  // Of CIFAR-10 nothing is known here: how many of its images are held out for validation is the recipe's choice.
  const pictures = knownSet(dataset)?.pictures;
  return pictures === undefined ? {} : { evaluationImages: pictures.validation, trainingImages: pictures.train };
};

/** Whether there is something left to do. */
export const isOpen = ({ state }: Pick<PlannedRun, 'state'>): boolean => state === null || state === 'running';

/** Seconds that what is left of the runs takes at the measured speeds. */
export const secondsLeft = (runs: readonly PlannedRun[], speeds: Pick<Speeds, 'of'>): number =>
  runs.reduce((sum, { multiplyAdds, member }) => sum + multiplyAdds / speeds.of(member).multiplyAddsPerSecond, 0);

export interface SessionOptions {
  readonly budget: BudgetName;
  readonly speeds: Speeds;
  /** As many as fit where not given. */
  readonly groupsAtOnce?: number | undefined;
}

/**
 * What the session of a run will hold, scaled from the one measured. Throws a `UsageError` where so many groups as are asked
 * for cannot be computed at once.
 */
export const runMemory = ({ member }: SelectedRun, options: SessionOptions): SessionMemory => {
  const { budget, speeds, groupsAtOnce: asked } = options;
  const recipe = scaleRecipe(member.recipe, budget);
  const groupsAtOnce = lookUp(() => groupsAskedFor({ member, groupsAtOnce: asked }, recipe));
  return sessionMemory({ program: flatten(member.network), recipe, use: speeds.of(member), groupsAtOnce });
};
