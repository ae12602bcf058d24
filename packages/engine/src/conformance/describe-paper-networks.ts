import { expect, test } from '@jest/globals';
import { plainNetwork, residualNetwork } from '@resnet/models';
import type { Engine, Precision } from '../engine.js';
import { flatten } from '../flatten.js';
import type { Program } from '../program.js';
import { referenceEngine } from '../reference/reference-engine.js';
import { describeEngine, type EngineUnderTest } from './engine-under-test.js';
import { memoize } from './memoize.js';
import {
  disagreementsInDepth,
  observeGradients,
  storedPrecision,
  withSession,
  type Observation,
} from './observation.js';
import { initialParameters, randomBatch } from './random-numbers.js';

const batchSize = 8;
const programs: readonly Program[] = [
  plainNetwork({ depth: 20 }),
  ...(['A', 'B', 'C'] as const).map((shortcut) => residualNetwork({ depth: 20, shortcut })),
].map(flatten);

/** The reference takes about four seconds for a network. */
const timeout = 120_000;

/** Declares the jest tests of whole networks: plain-20 and ResNet-20 of each option, eight random images, new weights. */
export const describePaperNetworks = (engineUnderTest: EngineUnderTest): void => {
  describeEngine('networks of the paper', engineUnderTest, ({ engine, precision, tolerance }) => {
    test.each(programs)(
      'loss and gradients of $name agree with the reference',
      async (program) => {
        const found = await observeProgram(engine(), precision, program);
        expect(disagreementsInDepth(found, await expected(storedPrecision(precision))(program), tolerance)).toEqual([]);
      },
      timeout,
    );
  });
};

const observeProgram = (engine: Engine, precision: Precision, program: Program): Promise<Observation> =>
  withSession(engine, { program, batchSize, precision }, async (session) => {
    await session.writeParameters(initialParameters(program, 1));
    return observeGradients(session, randomBatch(program, batchSize, 2));
  });

const expected = memoize((stored: Precision) =>
  memoize((program: Program) => observeProgram(referenceEngine, stored, program)),
);
