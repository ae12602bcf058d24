import { expect, test } from '@jest/globals';
import type { Engine, OptimizerOptions, Parameters, Precision } from '../engine.js';
import type { Program } from '../program.js';
import { referenceEngine } from '../reference/reference-engine.js';
import type { CaseSet } from './case-set.js';
import { describeEngine, type EngineUnderTest } from './engine-under-test.js';
import { fingerprints } from './fingerprints.js';
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
  });
};

/** Declares tests that training can be repeated, and resumed, to the bit. */
export const describeRepetition = (engineUnderTest: EngineUnderTest, { largest }: CaseSet): void => {
  describeEngine('training iterations', engineUnderTest, ({ engine, precision }) => {
    test.each([smallProgram, largest])('the same iterations of $name give the same bits again', async (program) => {
      const once = inBits(await trainAgain(engine(), precision, program));
      expect(inBits(await trainAgain(engine(), precision, program))).toEqual(once);
      expect(inBits(await trainAgain(engine(), precision, program, { resumedAfter: 2 }))).toEqual(once);
    });
  });
};

/** The losses of some iterations, parameters and momentum after them; in two sessions where training is resumed. */
const trainAgain = async (
  engine: Engine,
  precision: Precision,
  program: Program,
  { resumedAfter = 0 }: { readonly resumedAfter?: number } = {},
): Promise<Trained> => {
  const batches = batchesOf(program);
  const begin: Kept = { parameters: disturbedParameters(program, 3), momentum: new Map() };
  const trained = async (kept: Kept, part: typeof batches): Promise<Trained> =>
    withSession(engine, { program, batchSize, precision }, async (session) => {
      await session.writeParameters(kept.parameters);
      await session.writeMomentum(kept.momentum);
      const losses: number[] = [];
      for (const { batch, rate } of part) losses.push((await session.trainStep(batch, rate)).loss);
      return { losses, parameters: await session.readParameters(), momentum: await session.readMomentum() };
    });
  const first = await trained(begin, batches.slice(0, resumedAfter));
  const second = await trained(first, batches.slice(resumedAfter));
  return { ...second, losses: [...first.losses, ...second.losses] };
};

/** What a checkpoint keeps. */
interface Kept {
  readonly parameters: Parameters;
  readonly momentum: Parameters;
}

interface Trained extends Kept {
  readonly losses: readonly number[];
}

const inBits = ({ losses, parameters, momentum }: Trained) => ({
  losses,
  parameters: fingerprints(parameters),
  momentum: fingerprints(momentum),
});

const batchesOf = (program: Program) =>
  rates.map((rate, index) => ({ rate, batch: randomBatch(program, batchSize, index) }));

const train = (engine: Engine, precision: Precision, optimizer: OptimizerOptions): Promise<Observation> =>
  withSession(engine, { program: smallProgram, batchSize, precision, optimizer }, async (session) => {
    await session.writeParameters(disturbedParameters(smallProgram, 3));
    return observeTraining(session, batchesOf(smallProgram));
  });

const expectedIn = memoize((precision: Precision) =>
  memoize((optimizer: OptimizerOptions) => train(referenceEngine, precision, optimizer)),
);
