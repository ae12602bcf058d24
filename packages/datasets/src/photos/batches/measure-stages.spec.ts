import { expect, test } from '@jest/globals';
import { imagenetAugmentation } from '../augment/photo-augmentation.js';
import { jpegSet } from '../loose-photos.fixture.js';
import { measurePhotoStages, photoStages } from './measure-stages.js';

test('every stage of the way to the network takes some time', async () => {
  const { set, remove } = await jpegSet([
    { width: 400, height: 300 },
    { width: 300, height: 400 },
  ]);
  const times = await measurePhotoStages({
    ...{ set, seed: 1, batchSize: 2, photographs: 2 },
    transform: { mean: Float32Array.of(120, 110, 100), divisor: [64, 64, 64] },
    augmentation: { ...imagenetAugmentation, colour: { kind: 'none' } },
  });
  await remove();
  expect(Object.keys(times)).toEqual([...photoStages]);
  for (const stage of photoStages) expect(times[stage]).toBeGreaterThan(0);
});
