import { expect, test } from '@jest/globals';
import type { Engine, SessionOptions } from '../engine.js';
import { referenceEngine } from '../reference/reference-engine.js';
import { conformanceCases, unevenCases, type ConformanceCase } from './conformance-cases.js';
import { describeEngine, type EngineUnderTest } from './engine-under-test.js';
import { memoize } from './memoize.js';
import { disagreements, observe, referencePrecision, withSession, type Observation } from './observation.js';
import { disturbedParameters } from './random-numbers.js';

/** Declares a test for each conformance case, or those given: loss, errors, gradients, running statistics and logits. */
export const describeLayers = (
  engineUnderTest: EngineUnderTest,
  cases: readonly ConformanceCase[] = conformanceCases,
): void => {
  describeEngine('layers', engineUnderTest, ({ engine, precision, tolerance }) => {
    test.each(cases)('$name agrees with the reference', async (conformanceCase) => {
      const found = await observeCase(engine(), { precision }, conformanceCase);
      const expected = await expectedIn(referencePrecision(precision))(conformanceCase);
      expect(disagreements(found, expected, tolerance)).toEqual([]);
    });
  });
};

/** The same on numbers of threads, for mini-batches that none of them divides. */
export const describeThreads = (engineUnderTest: EngineUnderTest, threadCounts = [1, 2, 3, 5, 16]): void => {
  describeEngine('threads', engineUnderTest, ({ engine, precision, tolerance }) => {
    for (const threads of threadCounts) {
      test.each(unevenCases)(`$name, on ${threads} threads agrees with the reference`, async (conformanceCase) => {
        const found = await observeCase(engine(), { precision, threads }, conformanceCase);
        const expected = await expectedIn(referencePrecision(precision))(conformanceCase);
        expect(disagreements(found, expected, tolerance)).toEqual([]);
      });
    }
  });
};

const observeCase = (
  engine: Engine,
  machine: Pick<SessionOptions, 'precision' | 'threads'>,
  { program, batch, statisticsGroup }: ConformanceCase,
): Promise<Observation> => {
  const batchSize = batch.labels.length;
  return withSession(engine, { program, batchSize, statisticsGroup, ...machine }, async (session) => {
    await session.writeParameters(disturbedParameters(program, 1));
    return observe(session, batch);
  });
};

const expectedIn = memoize((precision: SessionOptions['precision']) =>
  memoize((conformanceCase: ConformanceCase) => observeCase(referenceEngine, { precision }, conformanceCase)),
);
