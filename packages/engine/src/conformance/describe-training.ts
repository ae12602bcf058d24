import { expect, test } from '@jest/globals';
import type { Engine, OptimizerOptions, Precision } from '../engine.js';
import { referenceEngine } from '../reference/reference-engine.js';
import { describeEngine, type EngineUnderTest } from './engine-under-test.js';
import { memoize } from './memoize.js';
import {
  asWhole,
  disagreements,
  observeTraining,
  paperOptimizer,
  referencePrecision,
  withSession,
  type Observation,
} from './observation.js';
import { disturbedParameters, randomBatch } from './random-numbers.js';
import { smallProgram } from './small-network.js';

const batchSize = 8;
/** With a drop, at which the momentum forms part. */
const rates = [0.01, 0.01, 0.001];

const optimizers: readonly OptimizerOptions[] = (['rate-inside', 'rate-outside'] as const).flatMap((momentumForm) =>
  [false, true].flatMap((nesterov) =>
    (['all', 'convolutions'] as const).map((decayed) => ({
      ...paperOptimizer,
      momentumForm,
      nesterov,
      decayed,
      // A thousand times the paper's: three iterations must show it.
      weightDecay: 0.1,
    })),
  ),
);

/** Declares tests of whole training iterations, by every kind of SGD: losses, errors, parameters and momentum. */
export const describeTraining = (engineUnderTest: EngineUnderTest): void => {
  describeEngine('training iterations', engineUnderTest, ({ engine, precision, tolerance }) => {
    // In bf16 one ReLU that rounding switches can move the few numbers of a scale or shift by some percent.
    const comparable = precision === 'bf16' ? asWhole : (observation: Observation): Observation => observation;

    test.each(optimizers)(
      'momentum $momentumForm, nesterov $nesterov, decay on $decayed agrees with the reference',
      async (optimizer) => {
        const found = await train(engine(), precision, optimizer);
        const expected = await expectedIn(referencePrecision(precision))(optimizer);
        expect(disagreements(comparable(found), comparable(expected), tolerance)).toEqual([]);
      },
    );

    test('the same iterations give the same bits again', async () => {
      const [once, again] = [
        await train(engine(), precision, paperOptimizer),
        await train(engine(), precision, paperOptimizer),
      ];
      expect(again).toEqual(once);
    });
  });
};

const train = (engine: Engine, precision: Precision, optimizer: OptimizerOptions): Promise<Observation> =>
  withSession(engine, { program: smallProgram, batchSize, precision, optimizer }, async (session) => {
    await session.writeParameters(disturbedParameters(smallProgram, 3));
    const batches = rates.map((rate, index) => ({ rate, batch: randomBatch(smallProgram, batchSize, index) }));
    return observeTraining(session, batches);
  });

const expectedIn = memoize((precision: Precision) =>
  memoize((optimizer: OptimizerOptions) => train(referenceEngine, precision, optimizer)),
);
