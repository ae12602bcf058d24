import { memoryLimit, parameterSize, type Program } from '@resnet/engine';
import { countGroups, groupChoices, statisticsGroup, type Recipe } from '../recipe/index.js';
import { createTrainingSession, type TrainingSessionOptions } from './create-training-session.js';

/** What the sessions of an engine hold, so that those of other networks can be told too. */
export interface MemoryUse {
  /** Per element of the values that a network computes for the images of one pass. */
  readonly bytesPerElement: number;
  /** Per number that a network's parameters have, running statistics too. */
  readonly bytesPerParameter: number;
  /** The same once more where a mini-batch takes several passes: their gradients are added up in a buffer of its own. */
  readonly bytesPerSum: number;
}

/**
 * Plans sessions for one statistics group and for half of it, which takes none of the memory, and tells the uses apart;
 * and where a mini-batch has several groups, one for two of them that follow each other. Rejects with the `RangeError` of an
 * engine that refuses even one group.
 */
export const measureMemory = async (options: TrainingSessionOptions): Promise<MemoryUse> => {
  const { program, recipe } = options;
  const group = statisticsGroup(recipe);
  // No more than one group at once: that may be all that fits.
  const bytesFor = (change: Partial<Recipe>): Promise<number> =>
    memoryOf({ ...options, recipe: { ...recipe, ...change }, groupsAtOnce: 1 });
  const bytesForPass = (batchSize: number): Promise<number> => bytesFor({ batchSize, batchStatistics: 'mini-batch' });
  const [numbers, elements] = [countNumbers(program), countElements(program)];
  const fewer = Math.ceil(group / 2);
  const [bytesForFewer, bytes] = [await bytesForPass(fewer), await bytesForPass(group)];
  const inTwoPasses = countGroups(recipe) === 1 ? bytes : await bytesFor({ batchSize: 2 * group });
  const bytesPerSum = (inTwoPasses - bytes) / numbers;
  if (fewer === group) return { bytesPerElement: bytes / (elements * group), bytesPerParameter: 0, bytesPerSum };
  const bytesPerElement = (bytes - bytesForFewer) / (elements * (group - fewer));
  const fixed = bytes - bytesPerElement * elements * group;
  return { bytesPerElement, bytesPerParameter: Math.max(0, fixed) / numbers, bytesPerSum };
};

const memoryOf = async (options: TrainingSessionOptions): Promise<number> => {
  const session = await createTrainingSession(options);
  const { memoryBytes } = session;
  session.close();
  return memoryBytes;
};

/** The session of a run. */
export interface SessionMemory {
  /** Statistics groups in one pass. */
  readonly groupsAtOnce: number;
  readonly bytes: number;
}

export interface SessionMemoryOptions {
  readonly program: Program;
  readonly recipe: Recipe;
  readonly use: MemoryUse;
  /** As many as fit where not given. */
  readonly groupsAtOnce?: number | undefined;
  /** Bytes that a session may take; those of this machine where not given. */
  readonly limit?: number | undefined;
}

/** What a session will hold, for as many statistics groups at once as fit; for one where not even that does. */
export const sessionMemory = ({
  program,
  recipe,
  use,
  groupsAtOnce: asked,
  limit = bytesForSession(),
}: SessionMemoryOptions): SessionMemory => {
  const bytesOf = (groups: number): number => {
    const elements = countElements(program) * groups * statisticsGroup(recipe);
    const perNumber = use.bytesPerParameter + (groups < countGroups(recipe) ? use.bytesPerSum : 0);
    return use.bytesPerElement * elements + perNumber * countNumbers(program);
  };
  const groupsAtOnce = asked ?? groupChoices(recipe).find((groups) => bytesOf(groups) <= limit) ?? 1;
  return { groupsAtOnce, bytes: bytesOf(groupsAtOnce) };
};

/** What of the memory that this process may have is for a session; the rest is for images, the system and others. */
const shareForSession = 3 / 4;

const bytesForSession = (): number => shareForSession * memoryLimit();

/** Of the values that a network computes for one image. */
const countElements = ({ values }: Program): number =>
  values.reduce((sum, { channels, height, width }) => sum + channels * height * width, 0);

const countNumbers = ({ parameters }: Program): number =>
  parameters.reduce((sum, parameter) => sum + parameterSize(parameter), 0);
