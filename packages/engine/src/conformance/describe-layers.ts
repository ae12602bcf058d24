import { expect, test } from '@jest/globals';
import type { Engine, Precision } from '../engine.js';
import { referenceEngine } from '../reference/reference-engine.js';
import { conformanceCases, type ConformanceCase } from './conformance-cases.js';
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
      const found = await observeCase(engine(), precision, conformanceCase);
      const expected = await expectedIn(referencePrecision(precision))(conformanceCase);
      expect(disagreements(found, expected, tolerance)).toEqual([]);
    });
  });
};

const observeCase = (
  engine: Engine,
  precision: Precision,
  { program, batch, statisticsGroup }: ConformanceCase,
): Promise<Observation> => {
  const batchSize = batch.labels.length;
  return withSession(engine, { program, batchSize, statisticsGroup, precision }, async (session) => {
    await session.writeParameters(disturbedParameters(program, 1));
    return observe(session, batch);
  });
};

const expectedIn = memoize((precision: Precision) =>
  memoize((conformanceCase: ConformanceCase) => observeCase(referenceEngine, precision, conformanceCase)),
);
