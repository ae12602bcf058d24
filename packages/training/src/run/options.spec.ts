import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { flatten, referenceEngine } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import type { Run } from '@resnet/run-log';
import { averageStatistics } from '../evaluation/index.js';
import { readCheckpoint } from '../checkpoints/index.js';
import { openSource } from '../data/index.js';
import { createTrainingSession, initializeParameters } from '../start/index.js';
import type { Recipe } from '../recipe/index.js';
import { tinyData, tinyNetwork, tinyRecipe, tinyRun } from './tiny-run.fixture.js';
import { trainRun } from './train-run.js';

const root = temporaryFolder({ shared: true });
let asDeclared: Run;
const program = flatten(tinyNetwork);
const brief: Partial<Recipe> = {
  schedule: { kind: 'drops', iterations: 4, rate: 0.1, drops: [{ at: 2, factor: 0.1 }], warmUp: null },
};
beforeAll(async () => {
  asDeclared = await trainRun(tinyRun(join(root, 'default'), brief));
});

const parametersOf = async ({ folder }: Run) => (await readCheckpoint(folder, program))!.parameters;

describe('each option of the paper changes what is trained, and only that', () => {
  test.each([
    [{ momentumForm: 'rate-outside' }],
    [{ nesterov: true }],
    [{ weightDecayOn: 'convolutions' }],
    [{ initialization: 'fan-out' }],
    [{ trainingSet: '45k' }],
    [{ augmentation: 'none' }],
    [{ padValue: 'black' }],
    [{ inputScale: 'per-channel-deviation' }],
  ] as [Partial<Recipe>][])('%j', async (change) => {
    const run = await trainRun(tinyRun(join(root, Object.keys(change).join()), { ...brief, ...change }));
    expect(await parametersOf(run)).not.toEqual(await parametersOf(asDeclared));
    expect(run.record.deviations.length).toBeGreaterThan(asDeclared.record.deviations.length);
  });
});

test('batch statistics are taken over as many images as the recipe says', async () => {
  const trained = (change: Partial<Recipe>) =>
    trainRun(tinyRun(join(root, `statistics-${change.batchStatistics}`), { ...brief, batchSize: 64, ...change }));
  const [whole, halves] = [await trained({}), await trained({ batchStatistics: 32 })];
  expect(await parametersOf(halves)).not.toEqual(await parametersOf(whole));
});

describe('statistics averaged exactly', () => {
  test('replace the moving average after training and leave everything else', async () => {
    const change = { ...brief, testStatistics: 'exact-average' } as const;
    const exact = await trainRun(tinyRun(join(root, 'exact'), change));
    expect(exact.training).toEqual(asDeclared.training);
    expect(exact.evaluation).not.toEqual(asDeclared.evaluation);
    const [ours, theirs] = [await parametersOf(exact), await parametersOf(asDeclared)];
    const changed = [...ours].filter(([path, values]) => String(values) !== String(theirs.get(path)));
    expect(changed.map(([path]) => path).sort()).toEqual(
      program.parameters
        .map(({ path }) => path)
        .filter((path) => path.includes('running'))
        .sort(),
    );
  });

  test('are the average over the mini-batches, whatever was there before', async () => {
    const recipe = { ...tinyRecipe, batchSize: 20 };
    const session = await createTrainingSession({
      engine: referenceEngine,
      program,
      recipe,
      precision: 'f64',
      threads: 1,
    });
    const path = 'stem/norm1/running-mean';
    const batches = openSource(tinyData, recipe, 'paper').statisticsBatches({ batchSize: 20, seed: 1 });
    const averaged = async (before: number) => {
      await session.writeParameters(initializeParameters(program, recipe, 1));
      await session.writeParameters(new Map([[path, new Float32Array(4).fill(before)]]));
      await averageStatistics({ session, batches, count: 3 });
      return (await session.readParameters()).get(path)!;
    };
    const statistics = await averaged(0);
    expect(await averaged(100)).toEqual(statistics);
    // The first layer is linear and the three mini-batches are all 60 images, whose per-pixel mean is zero.
    for (const mean of statistics) expect(Math.abs(mean)).toBeLessThan(1e-5);
    session.close();
  });
});

describe('the 45k split', () => {
  test('is evaluated on the images held out of it, never on the test set', async () => {
    const run = await trainRun(tinyRun(join(root, '45k'), { ...brief, trainingSet: '45k' }));
    expect(run.evaluation.map(({ split }) => split)).toEqual(['validation', 'training']);
    expect(run.record.dataset.trainingImages).toBe(54);
  });
});
