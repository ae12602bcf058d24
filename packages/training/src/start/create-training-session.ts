import type { Engine, OptimizerOptions, Precision, Program, Session } from '@resnet/engine';
import { statisticsGroup, type Recipe } from '../recipe/index.js';

export interface TrainingSessionOptions {
  readonly engine: Engine;
  readonly program: Program;
  readonly recipe: Recipe;
  readonly precision: Precision;
  readonly threads: number;
  /** Statistics groups computed in one pass; all where not given: see `SessionOptions`. */
  readonly groupsAtOnce?: number | undefined;
}

/** A session as a recipe trains: its `memoryBytes` say what a run will need. Parameters are still zero. */
export const createTrainingSession = ({
  engine,
  program,
  recipe,
  groupsAtOnce,
  ...machine
}: TrainingSessionOptions): Promise<Session> =>
  engine.createSession({
    program,
    batchSize: recipe.batchSize,
    optimizer: optimizerOptions(recipe),
    statisticsGroup: statisticsGroup(recipe),
    ...(groupsAtOnce !== undefined && { groupsAtOnce }),
    ...machine,
  });

/** The part of a recipe that is about SGD. */
const optimizerOptions = (recipe: Recipe): OptimizerOptions => {
  const { momentum, momentumForm, nesterov, weightDecay, weightDecayOn } = recipe;
  return { momentum, momentumForm, nesterov, weightDecay, decayed: weightDecayOn };
};
