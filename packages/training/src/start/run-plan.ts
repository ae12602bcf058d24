import type { ImageSet } from '@resnet/datasets';
import { flatten, type Program } from '@resnet/engine';
import { checkRunRecord, runFolder, runIdentity, type BudgetName, type RunRecord } from '@resnet/run-log';
import { describeCommit, deviations, describeMachine, networkRecord } from '../record/index.js';
import { checkPhotoSizes, type Experiment, type Member } from '../experiment/index.js';
import { openSource, type RunData, type RunSource } from '../data/index.js';
import { countGroups, groupChoices, type Recipe, scaleRecipe } from '../recipe/index.js';
import type { TrainingSessionOptions } from './create-training-session.js';
import { measureMemory, sessionMemory } from './session-memory.js';
import type { ResolvedEngine } from './resolved-engine.js';

export interface RunChoice extends ResolvedEngine {
  readonly experiment: Pick<Experiment, 'id' | 'dataset'>;
  readonly member: Omit<Member, 'seeds'>;
  readonly budget: BudgetName;
  readonly seed: number;
  readonly data: RunData;
  /** Statistics groups computed in one pass; as many as fit in memory where not given. */
  readonly groupsAtOnce?: number | undefined;
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
  readonly source: RunSource;
  /** Statistics groups computed in one pass. */
  readonly groupsAtOnce: number;
  /** What run.json says at the start. */
  readonly record: RunRecord;
}

/**
 * Resolves what a run will be; throws a `RangeError` for a budget, precision, seed, recipe, number of groups or of classes it
 * cannot have.
 */
export const planRun = async (choice: RunChoice): Promise<RunPlan> => {
  const { experiment, member, budget, seed, data, root, engine, precision, threads } = choice;
  const { network } = member;
  // Beyond that numbers are not told apart: 2^53 + 1 would be written as another one.
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`expected a seed from 0 to ${Number.MAX_SAFE_INTEGER}, got ${seed}`);
  }
  const identity = runIdentity(experiment, member, { budget, seed });
  const recipe = scaleRecipe(member.recipe, budget);
  const source = openSource(data, recipe, budget);
  checkFits(member, data, experiment.dataset);
  if (member.precision !== undefined && member.precision !== precision) {
    throw new RangeError(`member ${member.name} is trained in ${member.precision}, got precision ${precision}`);
  }
  checkPhotoSizes(member);
  const program = flatten(network);
  const groupsAtOnce =
    groupsAskedFor(choice, recipe) ?? (await groupsThatFit({ engine, precision, threads, program, recipe }));
  const record: RunRecord = {
    schemaVersion: 3,
    ...identity,
    network: networkRecord(network),
    dataset: {
      name: experiment.dataset,
      checksums: data.checksums,
      trainingImages: source.count('training'),
      evaluatedImages: source.count(source.evaluated),
    },
    recipe: { ...recipe },
    iterations: recipe.schedule.iterations,
    precision,
    threads,
    ...(groupsAtOnce < countGroups(recipe) && { groupsAtOnce }),
    engine: { name: engine.name, description: engine.description, versions: engine.versions },
    machine: describeMachine(),
    ...(await describeCommit()),
    state: 'running',
    deviations: deviations({ network, dataset: experiment.dataset, recipe: member.recipe, budget, precision }),
    events: [],
    startedAt: new Date().toISOString(),
    finishedAt: null,
    wallSeconds: 0,
    final: null,
  };
  checkRunRecord(record);
  const folder = runFolder(root, identity);
  return { engine, precision, threads, folder, program, recipe, seed, source, groupsAtOnce, record };
};

/** Throws a `RangeError` where a member's network is of other classes than a data set, or of images of another size. */
export const checkFits = (member: RunChoice['member'], data: RunData, dataset: string): void => {
  const classes = data.kind === 'images' ? data.train.classes : data.train.classes.length;
  if (member.network.classes !== classes) {
    throw new RangeError(
      `expected a network of the ${classes} classes of ${dataset}, got ${member.name} with ${member.network.classes}`,
    );
  }
  if (data.kind === 'images') checkInput(member, data.train);
};

const checkInput = ({ name, network }: RunChoice['member'], images: ImageSet): void => {
  const [wanted, found] = [images, network.input].map(
    ({ width, height, channels }) => `${width}x${height}x${channels}`,
  );
  if (wanted !== found) throw new RangeError(`expected a network of images of ${wanted}, got ${name} of ${found}`);
};

/** One where the engine refuses even that: whoever trains is told, and who reads a finished run is not. */
const groupsThatFit = async (options: TrainingSessionOptions): Promise<number> => {
  if (countGroups(options.recipe) === 1) return 1;
  try {
    return sessionMemory({ ...options, use: await measureMemory(options) }).groupsAtOnce;
  } catch (error) {
    if (error instanceof RangeError) return 1;
    throw error;
  }
};

/** A mini-batch with fewer groups, as on the smoke budget, is computed at once. */
export const groupsAskedFor = (
  { member, groupsAtOnce }: Pick<RunChoice, 'groupsAtOnce'> & { readonly member: Pick<Member, 'name'> },
  recipe: Recipe,
): number | undefined => {
  const groups = countGroups(recipe);
  if (groupsAtOnce === undefined) return undefined;
  if (groupsAtOnce > groups) return groups;
  const choices = groupChoices(recipe);
  if (choices.includes(groupsAtOnce)) return groupsAtOnce;
  throw new RangeError(
    `expected some of the ${groups} statistics groups of ${member.name} at once, ${choices.join(', ')}, got ${groupsAtOnce}`,
  );
};
