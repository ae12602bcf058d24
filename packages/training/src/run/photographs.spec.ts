import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { packSyntheticPhotoSet } from '@resnet/datasets/photo-set.fixture';
import { referenceEngine } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { openPhotoData, type PhotoData } from '../data/index.js';
import { InterruptedError } from '../errors.js';
import { photoMember } from '../evaluation/index.js';
import { imagenetRecipe, type Recipe } from '../recipe/index.js';
import { exportNetwork, importWeights, writeNetworkFolder } from '../weights/index.js';
import { tinyNetwork, tinyRun } from './tiny-run.fixture.js';
import { trainRun, type TrainRunOptions } from './train-run.js';

jest.setTimeout(120_000);

const root = temporaryFolder({ shared: true });
let data: PhotoData;
beforeAll(async () => {
  const { folder } = await packSyntheticPhotoSet({ parent: root, classes: 10, train: 4, validation: 1 });
  data = await openPhotoData(folder);
});

const { photographs } = imagenetRecipe as Required<Recipe>;

/** Eight iterations on crops of 8 pixels; the rate drops once, when three windows have shown no lower error. */
const recipe: Recipe = {
  ...imagenetRecipe,
  batchSize: 64,
  photographs: {
    ...photographs,
    augmentation: { ...photographs.augmentation, shorterSide: { from: 10, to: 16 }, cropSize: 8 },
    evaluation: { shorterSide: 10, size: 8 },
  },
  schedule: {
    ...{ kind: 'plateau', iterations: 8, rate: 0.1, factor: 0.1, warmUp: null },
    ...{ error: { kind: 'training', window: 1 }, threshold: 100, patience: 3, leastRate: 0.01 },
  },
  log: { trainingEvery: 2, evaluationEvery: 4, checkpointEvery: 3 },
};

const photoRun = (folder: string, change: Partial<TrainRunOptions> = {}): TrainRunOptions => ({
  ...tinyRun(join(root, folder)),
  experiment: { id: 'tests/photographs', dataset: 'synthetic' },
  member: { name: 'tiny', network: { ...tinyNetwork, dataset: 'imagenet' }, recipe },
  data,
  engine: referenceEngine,
  ...change,
});

const bytesOf = (folder: string) =>
  Promise.all(
    ['training.csv', 'evaluation.csv', 'checkpoint/parameters.safetensors', 'checkpoint/momentum.safetensors'].map(
      (name) => readFile(join(root, folder, 'tests/photographs/paper/tiny/seed-1', name), 'hex'),
    ),
  );

describe('a run on photographs', () => {
  test('trains, drops its rate at a plateau, and evaluates center crops of the validation set', async () => {
    const messages: string[] = [];
    const run = await trainRun(photoRun('whole', { say: (message) => messages.push(message) }));
    expect(run.training.map(({ rate }) => rate)).toEqual([0.1, 0.1, 0.01, 0.01]);
    expect(run.record.events).toContainEqual(expect.objectContaining({ kind: 'rate-dropped', iteration: 4 }));
    expect(run.evaluation.map(({ iteration, split, protocol }) => [iteration, split, protocol])).toEqual([
      [4, 'validation', 'center-crop'],
      [8, 'validation', 'center-crop'],
      [8, 'training', 'center-crop'],
    ]);
    expect(run.record.dataset).toMatchObject({ name: 'synthetic', trainingImages: 40, evaluatedImages: 10 });
    expect(messages).toEqual([
      expect.stringContaining('GiB for mini-batches of 64 (2 statistics groups of 32, 2 at once)'),
    ]);
    expect(run.record.deviations).toContain(
      'Trained on synthetic, 10 classes in images of 8 pixels, instead of imagenet.',
    );
  });

  test('is exported, and imported again as it was shown photographs', async () => {
    const { folder } = await trainRun(photoRun('whole'));
    const [file, imports] = [join(root, 'whole.safetensors'), join(root, 'imported')];
    await exportNetwork(folder, file, () => Promise.resolve(data));
    const { imported, parameters } = await importWeights({ file });
    await writeNetworkFolder(imports, imported, parameters);
    const { transform } = await photoMember(folder, data);
    const { mean, divisor } = transform;
    expect(mean).toHaveLength(8 * 8 * 3);
    expect((await photoMember(imports, null)).transform).toEqual({ mean, divisor });
  });

  test('that is interrupted and resumed ends bit for bit as one that is not', async () => {
    for (const until of [2, 5, 8]) {
      const controller = new AbortController();
      const onProgress: TrainRunOptions['onProgress'] = ({ iteration }) => {
        if (iteration === until) controller.abort();
      };
      const interrupted = trainRun(photoRun('resumed', { signal: controller.signal, onProgress }));
      await expect(interrupted).rejects.toBeInstanceOf(InterruptedError);
    }
    await trainRun(photoRun('resumed'));
    expect(await bytesOf('resumed')).toEqual(await bytesOf('whole'));
  });

  test('that computes one statistics group at once trains as one that computes all', async () => {
    const run = await trainRun(photoRun('one-at-once', { groupsAtOnce: 1 }));
    expect(run.record.groupsAtOnce).toBe(1);
    const whole = await trainRun(photoRun('whole'));
    run.training.forEach(({ loss }, index) => {
      expect(loss).toBeCloseTo(whole.training[index]?.loss ?? NaN, 4);
    });
  });

  test('that would be evaluated on crops of another size is refused before it starts', async () => {
    const evaluation = { shorterSide: 20, size: 16 };
    const large = { ...recipe, photographs: { ...recipe.photographs!, evaluation } };
    const member = { name: 'tiny', network: tinyNetwork, recipe: large };
    await expect(trainRun(photoRun('large', { member }))).rejects.toThrow('photographs.evaluation.size of tiny');
    await expect(stat(join(root, 'large'))).rejects.toThrow('ENOENT');
  });

  test('has no test set', async () => {
    const of45k = { ...recipe, trainingSet: '45k' } as const;
    const member = { name: 'tiny', network: tinyNetwork, recipe: of45k };
    await expect(trainRun(photoRun('45k', { member }))).rejects.toThrow('expected all photographs to be trained on');
  });
});
