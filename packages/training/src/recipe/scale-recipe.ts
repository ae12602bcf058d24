import type { BudgetName } from '@resnet/run-log';
import type { Recipe } from './recipe.js';
import type { Schedule } from './schedule.js';

/** What fraction of the paper's iterations each budget has, as a divisor. */
const budgetDivisors: Readonly<Record<BudgetName, number>> = {
  paper: 1,
  short: 8,
  quick: 64,
  glance: 160,
  smoke: 8000,
};

/** Images in each set, and per mini-batch, of the `smoke` budget. */
export const smokeImages = { perSet: 96, perBatch: 32 } as const;

/**
 * Training rows a run has at least: enough to look like a curve, and few enough that the last row covers thousands of
 * images.
 */
const rowsAtLeast = 20;

/** Mini-batches of a warm-up's window at least: the error over 1,280 images has a standard deviation of 1.1% around 80%. */
const windowAtLeast = 10;

/**
 * The recipe at a budget: iterations and every boundary of the schedule divided, rounded up where that leaves a rest (the
 * paper's have none). The warm-up still ends by its threshold, which is reached after as many iterations as on any
 * budget; only the window it is measured over shrinks, so that measuring costs a short run no larger share.
 */
export const scaleRecipe = (recipe: Recipe, budget: BudgetName): Recipe => {
  if (budget === 'paper') return recipe;
  const schedule = scaleSchedule(recipe.schedule, budget);
  const scaled = { ...recipe, schedule, log: scaleLog(recipe.log, schedule.iterations, budget) };
  return budget === 'smoke' ? { ...scaled, batchSize: Math.min(smokeImages.perBatch, recipe.batchSize) } : scaled;
};

const scaleSchedule = (schedule: Schedule, budget: BudgetName): Schedule => {
  const warmUp = schedule.warmUp && { ...schedule.warmUp, window: scaledWindow(schedule.warmUp.window, budget) };
  switch (schedule.kind) {
    case 'drops': {
      const drops = schedule.drops.map(({ at, factor }) => ({ at: scaled(at, budget), factor }));
      return { ...schedule, iterations: scaled(schedule.iterations, budget), drops, warmUp };
    }
    case 'plateau': {
      const error =
        schedule.error.kind === 'training'
          ? { ...schedule.error, window: scaled(schedule.error.window, budget) }
          : schedule.error;
      const [iterations, patience] = [scaled(schedule.iterations, budget), scaled(schedule.patience, budget)];
      return { ...schedule, iterations, patience, error, warmUp };
    }
    default:
      throw new TypeError(`unknown schedule ${JSON.stringify(schedule satisfies never)}`);
  }
};

const scaled = (iterations: number, budget: BudgetName): number => Math.ceil(iterations / budgetDivisors[budget]);

const scaledWindow = (window: number, budget: BudgetName): number =>
  Math.min(window, Math.max(windowAtLeast, Math.round(window / budgetDivisors[budget])));

/**
 * Evaluations stay as far apart as they are, since each costs the same at every budget; rows and checkpoints come closer.
 * Signals are measured after as many iterations as on any budget. `glance` is for slow machines: evaluating 50,000 training
 * images would take a fifth of its time.
 */
const scaleLog = (log: Recipe['log'], iterations: number, budget: BudgetName): Recipe['log'] => ({
  ...log,
  ...(budget === 'glance' ? { trainingSetEvaluation: 'never' } : {}),
  trainingEvery: Math.min(log.trainingEvery, Math.ceil(iterations / rowsAtLeast)),
  checkpointEvery: Math.min(log.checkpointEvery, Math.ceil(iterations / 4)),
});
