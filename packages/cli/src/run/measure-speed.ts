import { flatten, type Engine, type Precision, type Program } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { createTrainingSession, estimateCost, initializeParameters, type Member, type Recipe } from '@resnet/training';

export interface MeasureSpeedOptions {
  readonly engine: Engine;
  readonly precision: Precision;
  readonly threads: number;
  /** What is trained for a moment. */
  readonly member: Member;
}

/** What a machine and an engine make of a network: enough to tell hours and memory of others of its kind. */
export interface Speed {
  readonly multiplyAddsPerSecond: number;
  /** Of the session, per element of the values that the network computes for a mini-batch. */
  readonly bytesPerElement: number;
}

/** So few images tell a slow engine without waiting for a whole mini-batch. */
const probeImages = 8;
/** A whole mini-batch is measured where it takes no longer. */
const patienceSeconds = 2;

/** Trains a few iterations on made-up images; a second or so on a fast engine, a few seconds on a slow one. */
export const measureSpeed = async (options: MeasureSpeedOptions): Promise<Speed> => {
  const { batchSize } = options.member.recipe;
  const probe = await measureWith(Math.min(probeImages, batchSize), options);
  const seconds = iterationCost(options.member, batchSize) / probe.multiplyAddsPerSecond;
  return seconds > patienceSeconds ? probe : measureWith(batchSize, options);
};

/** Elements of all values that a network computes for so many images. */
export const countElements = ({ values }: Program, images: number): number =>
  images * values.reduce((sum, { channels, height, width }) => sum + channels * height * width, 0);

const measureWith = async (batchSize: number, { member, ...machine }: MeasureSpeedOptions): Promise<Speed> => {
  const recipe = { ...member.recipe, batchSize };
  const program = flatten(member.network);
  const session = await createTrainingSession({ program, recipe, ...machine });
  try {
    await session.writeParameters(initializeParameters(program, recipe, 1));
    const batch = madeUpBatch(member.network, batchSize);
    const times: number[] = [];
    for (let iteration = 0; iteration < 3; iteration++) {
      const start = performance.now();
      await session.trainStep(batch, recipe.schedule.rate);
      times.push((performance.now() - start) / 1e3);
    }
    return {
      multiplyAddsPerSecond: iterationCost(member, batchSize) / Math.min(...times),
      bytesPerElement: session.memoryBytes / countElements(program, batchSize),
    };
  } finally {
    session.close();
  }
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
