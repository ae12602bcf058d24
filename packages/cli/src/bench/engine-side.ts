import { createTrainingBatches, evaluationBatches, inputTransform, type ImageSet } from '@resnet/datasets';
import type { Engine, Precision, Session } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { cifarRecipe } from '@resnet/training';
import { startSession } from '../start-session.js';
import type { BenchOptions } from './bench-options.js';
import { randomImages } from './random-images.js';
import type { Side } from './side.js';
import { timed } from './timed.js';

export interface EngineSideOptions extends BenchOptions {
  readonly engine: Engine;
  readonly precision: Precision;
  readonly network: Network;
  /** `alone` for what an engine builds on, measured beside it. */
  readonly kind: 'engine' | 'alone';
}

/** One of our engines on a network, an iteration being whole: from bytes to changed parameters, or to logits. */
export const startEngineSide = async (options: EngineSideOptions): Promise<Side> => {
  const { engine, precision, network, kind, batch: batchSize, threads, evaluation } = options;
  const recipe = { ...cifarRecipe, batchSize };
  const session = await startSession({ engine, network, recipe, precision, threads });
  const iterate = (evaluation ? predictions : iterations)(session, randomImages(network, 4 * batchSize), batchSize);
  const total = { iterations: 0, seconds: 0 };
  return {
    name: `${engine.name}${kind === 'alone' ? ' alone' : ''} ${precision}`,
    kind,
    precision,
    measure: async (count) => {
      const seconds = await timed(count, iterate);
      total.iterations += count;
      for (const one of seconds) total.seconds += one;
      return seconds;
    },
    ...(session.workSeconds && { work: () => workOf(session.workSeconds ?? {}, total) }),
    close: () => session.close(),
  };
};

/** Milliseconds of an iteration by kind; what the session has not counted is choosing the crops, and the way there. */
const workOf = (
  counted: Readonly<Record<string, number>>,
  { iterations, seconds }: { readonly iterations: number; readonly seconds: number },
): Record<string, number> => {
  const rest = Object.values(counted).reduce((left, one) => left - one, seconds);
  const all = { ...counted, 'mini-batch': rest + (counted['mini-batch'] ?? 0) };
  return Object.fromEntries(Object.entries(all).map(([kind, sum]) => [kind, (sum / iterations) * 1e3]));
};

const iterations = (session: Session, set: ImageSet, batchSize: number): (() => Promise<unknown>) => {
  const { augmentation } = cifarRecipe;
  const batches = createTrainingBatches({ set, transform: transform(set), augmentation, batchSize, seed: 1 });
  let iteration = 0;
  return () => session.trainStep(batches.batch(iteration++), 0.01);
};

const predictions = (session: Session, set: ImageSet, batchSize: number): (() => Promise<unknown>) => {
  const options = { set, transform: transform(set), batchSize, views: 'single-view' as const };
  let batches = evaluationBatches(options)[Symbol.iterator]();
  return async () => {
    let next = batches.next();
    if (next.done) next = (batches = evaluationBatches(options)[Symbol.iterator]()).next();
    if (!next.done) await session.predict(next.value.images);
  };
};

const transform = (set: ImageSet) => inputTransform(set, cifarRecipe);
