import { expect, test } from '@jest/globals';
import type { Engine, SessionOptions } from '../engine.js';
import type { Program } from '../program.js';
import { referenceEngine } from '../reference/reference-engine.js';
import type { CaseSet } from './case-set.js';
import { describeEngine, type EngineUnderTest } from './engine-under-test.js';
import { memoize } from './memoize.js';
import {
  asWhole,
  disagreements,
  observe,
  observeTraining,
  referencePrecision,
  withSession,
  type Observation,
} from './observation.js';
import { disturbedParameters, randomBatch, randomCrops } from './random-numbers.js';
import { smallProgram } from './small-network.js';

const batchSize = 8;
const statisticsGroup = 2;
type Machine = Pick<SessionOptions, 'precision' | 'groupsAtOnce'>;

/** Declares tests that groups computed one after the other, or some at once, give the numbers of all at once. */
export const describeGroups = (engineUnderTest: EngineUnderTest, { largest }: CaseSet): void => {
  describeEngine('statistics groups', engineUnderTest, ({ engine, precision, tolerance }) => {
    // In bf16 one ReLU that rounding switches can move the few numbers of a scale or shift by some percent.
    const comparable = precision === 'bf16' ? asWhole : (observation: Observation): Observation => observation;
    const cases = [smallProgram, largest].flatMap((program) =>
      [1, 2, 4].map((groupsAtOnce) => ({ program, groupsAtOnce })),
    );

    test.each(cases)(
      'four groups of $program.name, $groupsAtOnce at once, agree with the reference at once',
      async ({ program, groupsAtOnce }) => {
        const found = await observeGroups(engine(), program, { precision, groupsAtOnce });
        const expected = await expectedIn(referencePrecision(precision))(program);
        expect(disagreements(comparable(found), comparable(expected), tolerance)).toEqual([]);
      },
    );

    test.each([1, 2])(
      'training with four groups, %i at once, agrees with the reference at once',
      async (groupsAtOnce) => {
        const found = await train(engine(), { precision, groupsAtOnce });
        const expected = await train(referenceEngine, { precision: referencePrecision(precision) });
        expect(disagreements(comparable(found), comparable(expected), tolerance)).toEqual([]);
      },
    );

    test('crops are shared out among passes as the images they make', async () => {
      const { labels } = randomBatch(smallProgram, batchSize, 5);
      const crops = randomCrops(smallProgram, batchSize, 'mean', 7);
      const options = { ...optionsOf(smallProgram), precision, groupsAtOnce: 1 };
      await withSession(engine(), options, async (session) => {
        await session.writeParameters(disturbedParameters(smallProgram, 1));
        const images = crops.toFloat32();
        expect(await session.gradients({ images: crops, labels })).toEqual(await session.gradients({ images, labels }));
        expect(await session.predict(crops)).toEqual(await session.predict(images));
      });
    });

    test('a session that computes one group at once holds less memory', async () => {
      const memoryOf = (groupsAtOnce: number): Promise<number> =>
        withSession(engine(), { ...optionsOf(largest), batchSize: 256, precision, groupsAtOnce }, (session) =>
          Promise.resolve(session.memoryBytes),
        );
      expect(await memoryOf(1)).toBeLessThan((await memoryOf(128)) / 2);
    });

    test('a session is not created with groups at once that do not divide the groups', async () => {
      const options = { ...optionsOf(smallProgram), precision, groupsAtOnce: 3 };
      await expect(withSession(engine(), options, () => Promise.resolve())).rejects.toThrow(
        'groupsAtOnce must divide the 4 statistics groups, got 3',
      );
    });
  });
};

const optionsOf = (program: Program) => ({ program, batchSize, statisticsGroup });

const observeGroups = (engine: Engine, program: Program, machine: Machine) =>
  withSession(engine, { ...optionsOf(program), ...machine }, async (session) => {
    await session.writeParameters(disturbedParameters(program, 1));
    return observe(session, randomBatch(program, batchSize, 5));
  });

const expectedIn = memoize((precision: SessionOptions['precision']) =>
  memoize((program: Program) => observeGroups(referenceEngine, program, { precision })),
);

const train = (engine: Engine, machine: Machine) =>
  withSession(engine, { ...optionsOf(smallProgram), ...machine }, async (session) => {
    await session.writeParameters(disturbedParameters(smallProgram, 3));
    return observeTraining(
      session,
      [0.01, 0.001].map((rate, index) => ({ rate, batch: randomBatch(smallProgram, batchSize, index) })),
    );
  });
