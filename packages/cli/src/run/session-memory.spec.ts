import { describe, expect, it } from '@jest/globals';
import { flatten, type SessionOptions } from '@resnet/engine';
import { loadOnednnEngine } from '@resnet/engine-onednn';
import { plainNetwork } from '@resnet/models';
import { createTrainingSession, imagenetRecipe, measureMemory, sessionMemory } from '@resnet/training';

const loaded = loadOnednnEngine();
const program = flatten(plainNetwork({ depth: 18, dataset: 'imagenet' }));
const precision: SessionOptions['precision'] = 'f32';

/** The plan may be so far from the session: scratch memory does not grow with the images. */
const tolerance = 0.01;

const declare: (name: string, body: () => void) => void = 'engine' in loaded ? describe : describe.skip;

declare('the memory that the plan of plain-18 says', () => {
  it.each([8, 2, 1])(
    'for %i of its eight statistics groups at once is what the session holds',
    async (groupsAtOnce) => {
      if ('unavailable' in loaded) throw new Error(loaded.unavailable);
      const options = { engine: loaded.engine, program, recipe: imagenetRecipe, precision, threads: 1 };
      const session = await createTrainingSession({ ...options, groupsAtOnce });
      const { memoryBytes } = session;
      session.close();
      const { bytes } = sessionMemory({
        program,
        recipe: imagenetRecipe,
        use: await measureMemory(options),
        groupsAtOnce,
      });
      expect(Math.abs(bytes / memoryBytes - 1)).toBeLessThan(tolerance);
    },
  );
});
