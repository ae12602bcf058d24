import { flatten, type Program } from '@resnet/engine';
import type { BudgetName, RunRecord } from '@resnet/run-log';
import { describeCommit } from './describe-commit.js';
import { deviations } from './deviations.js';
import type { Experiment, Member } from './experiment.js';
import { describeMachine } from './machine.js';
import { networkRecord } from './network-record.js';
import type { Recipe } from './recipe.js';
import { resolveEngine, type EngineChoice, type ResolvedEngine } from './resolve-engine.js';
import { runFolder } from './run-folder.js';
import { runSets, type RunData, type RunSets } from './run-sets.js';
import { scaleRecipe } from './scale-recipe.js';

export interface RunChoice extends EngineChoice {
  readonly experiment: Pick<Experiment, 'runs' | 'dataset'>;
  readonly member: Pick<Member, 'network' | 'recipe'>;
  readonly budget: BudgetName;
  readonly seed: number;
  readonly data: RunData;
  /** `results`, or wherever runs are to lie. */
  readonly root: string;
}

/** One run before it starts: everything resolved. */
export interface RunPlan extends ResolvedEngine {
  readonly folder: string;
  readonly program: Program;
  /** With its budget applied. */
  readonly recipe: Recipe;
  readonly seed: number;
  readonly sets: RunSets;
  /** What run.json says at the start. */
  readonly record: RunRecord;
}

/** Resolves what a run will be; throws a `RangeError` for a budget, precision or seed it cannot have. */
export const planRun = async (choice: RunChoice): Promise<RunPlan> => {
  const { experiment, member, budget, seed, data, root } = choice;
  const { network } = member;
  // Beyond that numbers are not told apart: 2^53 + 1 would be written as another one.
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`expected a seed from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}`);
  }
  const resolved = resolveEngine(choice);
  const { engine, precision, threads } = resolved;
  const recipe = scaleRecipe(member.recipe, budget);
  const sets = runSets(data, recipe, budget);
  const record: RunRecord = {
    schemaVersion: 1,
    experiment: experiment.runs,
    network: networkRecord(network),
    dataset: { name: experiment.dataset, checksums: data.checksums, trainingImages: sets.training.count },
    recipe: { ...recipe },
    budget,
    iterations: recipe.schedule.iterations,
    seed,
    precision,
    threads,
    engine: { name: engine.name, description: engine.description, versions: engine.versions },
    machine: describeMachine(),
    ...(await describeCommit()),
    state: 'running',
    deviations: deviations({ network, recipe: member.recipe, budget, precision }),
    events: [],
    startedAt: new Date().toISOString(),
    finishedAt: null,
    wallSeconds: 0,
    final: null,
  };
  const folder = runFolder({ root, runs: experiment.runs, budget, network, seed });
  return { ...resolved, folder, program: flatten(network), recipe, seed, sets, record };
};
