import { expect, test } from '@jest/globals';
import { flatten, parameterSize, referenceEngine, type Engine, type Session } from '@resnet/engine';
import { tinyNetwork, tinyRecipe } from '../run/tiny-run.fixture.js';
import { measureMemory, sessionMemory } from './session-memory.js';

const program = flatten(tinyNetwork);
const recipe = { ...tinyRecipe, batchSize: 256, batchStatistics: 64 } as const;
const numbers = program.parameters.reduce((sum, parameter) => sum + parameterSize(parameter), 0);

/** Sessions hold 1 kB an image of a pass, 12 bytes a parameter, and 4 more where there are several passes. */
const bytesOf = (batchSize: number, images: number): number => 1000 * images + (images < batchSize ? 16 : 12) * numbers;
const engine: Engine = {
  ...referenceEngine,
  createSession: ({ batchSize, statisticsGroup = batchSize, groupsAtOnce = batchSize / statisticsGroup }) => {
    const memoryBytes = bytesOf(batchSize, groupsAtOnce * statisticsGroup);
    return Promise.resolve({ memoryBytes, close: () => undefined } as Partial<Session> as Session);
  },
};
const use = () => measureMemory({ engine, program, recipe, precision: 'f64', threads: 1 });

test.each([4, 2, 1])('memory of %i groups of 64 at once is what the session holds', async (groupsAtOnce) => {
  const { bytes } = sessionMemory({ program, recipe, use: await use(), groupsAtOnce });
  expect(bytes).toBeCloseTo(bytesOf(256, 64 * groupsAtOnce), 6);
});

test('as many groups at once as fit are taken, and one where none does', async () => {
  const options = { program, recipe, use: await use() };
  const fitting = (limit: number) => sessionMemory({ ...options, limit }).groupsAtOnce;
  expect([256, 128, 64].map((images) => fitting(bytesOf(256, images) + 1))).toEqual([4, 2, 1]);
  expect([256, 128].map((images) => fitting(bytesOf(256, images) - 1))).toEqual([2, 1]);
  expect(fitting(1)).toBe(1);
});
