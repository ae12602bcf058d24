import { expect, test } from '@jest/globals';
import type { CaseSet } from './case-set.js';
import { describeEngine, type EngineUnderTest } from './engine-under-test.js';
import { withSession } from './observation.js';
import { disturbedParameters, randomBatch } from './random-numbers.js';

type Purpose = 'training' | 'inference';

/** Declares tests of sessions that only predict: as a session for training does, to the bit, and in less memory. */
export const describeInference = (engineUnderTest: EngineUnderTest, { layers, largest }: CaseSet): void => {
  describeEngine('a session for inference', engineUnderTest, ({ engine, precision }) => {
    test.each(layers)('predicts $name as one for training does', async ({ program, batch }) => {
      const predict = (purpose: Purpose): Promise<Float32Array> =>
        withSession(engine(), { program, batchSize: batch.labels.length, precision, purpose }, async (session) => {
          await session.writeParameters(disturbedParameters(program, 1));
          return session.predict(batch.images);
        });
      expect(await predict('inference')).toEqual(await predict('training'));
    });

    const batch = randomBatch(largest, 8, 1);
    const options = { program: largest, batchSize: 8, precision } as const;

    test('holds less memory', async () => {
      const memoryOf = (purpose: Purpose): Promise<number> =>
        withSession(engine(), { ...options, batchSize: 64, purpose }, (session) =>
          Promise.resolve(session.memoryBytes),
        );
      expect(await memoryOf('inference')).toBeLessThan((await memoryOf('training')) / 1.5);
    });

    test('refuses what is for training', async () => {
      await withSession(engine(), { ...options, purpose: 'inference' }, async (session) => {
        const refused = 'this session is for inference: create one for training';
        await expect(session.trainStep(batch, 0.1)).rejects.toThrow(refused);
        await expect(session.gradients(batch)).rejects.toThrow(refused);
        await expect(session.updateStatistics(batch.images, 0.1)).rejects.toThrow(refused);
        await expect(session.readMomentum()).rejects.toThrow(refused);
        await expect(session.writeMomentum(new Map())).rejects.toThrow(refused);
      });
    });
  });
};
