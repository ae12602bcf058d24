import { flatten, type Engine, type Precision } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { median } from '../bench/statistics.js';
import { startSession } from '../start-session.js';
import {
  estimateCost,
  measureMemory,
  statisticsGroup,
  type Member,
  type MemoryUse,
  type Recipe,
} from '@resnet/training';

export interface MeasureSpeedOptions {
  readonly engine: Engine;
  /** Where the member leaves it open. */
  readonly precision: Precision;
  readonly threads: number;
  /** What is trained for a moment. */
  readonly member: Member;
}

/** What a machine and an engine make of a network: enough to tell hours and memory of others of its kind. */
export interface Speed extends MemoryUse {
  readonly multiplyAddsPerSecond: number;
}

/** So few images tell a slow engine without waiting for a whole mini-batch. */
const probeImages = 8;
/** What a run computes in one pass is measured where it takes no longer. */
const patienceSeconds = 4;

/** Iterations that are timed, and seconds after which no further one is, unless it is the third. */
const timed = { atMost: 7, atLeast: 3, seconds: 1.5 } as const;

/**
 * Trains a few iterations on a mini-batch of made-up images that is one statistics group, as those of the member are
 * made of; a second or so on a fast engine, a few seconds on a slow one. Their median counts: where other work or a
 * quota holds some of them up, the others tell.
 */
export const measureSpeed = async (options: MeasureSpeedOptions): Promise<Speed> => {
  const { member, precision, ...machine } = options;
  const group = statisticsGroup(member.recipe);
  const memory = await measureMemory({
    ...machine,
    program: flatten(member.network),
    recipe: member.recipe,
    precision: member.precision ?? precision,
  });
  const probe = await measureWith(Math.min(probeImages, group), options);
  const isSlow = iterationCost(member, group) / probe > patienceSeconds;
  return { ...memory, multiplyAddsPerSecond: isSlow ? probe : await measureWith(group, options) };
};

/** Multiply-adds a second. */
const measureWith = async (batchSize: number, { member, ...rest }: MeasureSpeedOptions): Promise<number> => {
  const { network } = member;
  const recipe = { ...member.recipe, batchSize };
  const precision = member.precision ?? rest.precision;
  const session = await startSession({ ...rest, network, recipe, precision });
  try {
    const batch = madeUpBatch(network, batchSize);
    const train = (): Promise<unknown> => session.trainStep(batch, recipe.schedule.rate);
    return iterationCost(member, batchSize) / (await medianSeconds(train));
  } finally {
    session.close();
  }
};

/** The median of a few calls, after a first one that touches memory for the first time. */
export const medianSeconds = async (
  work: () => Promise<unknown>,
  now: () => number = () => performance.now() / 1e3,
): Promise<number> => {
  await work();
  const started = now();
  const times: number[] = [];
  while (times.length < timed.atMost) {
    const start = now();
    if (times.length >= timed.atLeast && start - started > timed.seconds) break;
    await work();
    times.push(now() - start);
  }
  return median(times);
};

/** Multiply-adds of one iteration. */
const iterationCost = ({ network, recipe }: { network: Network; recipe: Recipe }, batchSize: number): number => {
  const schedule = { ...recipe.schedule, iterations: 1 };
  return estimateCost({ network, recipe: { ...recipe, batchSize, schedule } }).training;
};

const madeUpBatch = ({ input: { channels, height, width } }: Network, count: number) => ({
  images: Float32Array.from({ length: count * channels * height * width }, (_, index) => Math.sin(index)),
  labels: new Int32Array(count),
});
