import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import type { EvaluationResult } from '@resnet/training';
import { writePredictions } from './write-predictions.js';

const folder = temporaryFolder();

const predicted = async (top5: readonly number[]) => {
  const file = join(folder, 'predictions.csv');
  const logProbabilities = top5.map((index) => -1 - index);
  const result: EvaluationResult = {
    ...{ name: 'tiny', images: 1, loss: 1, top1Error: 0, top5Error: 0 },
    predictions: [{ key: 'a', label: 2, rank: 1, top5, logProbabilities }],
  };
  await writePredictions(file, [{ protocol: 'center-crop', results: [result] }]);
  return (await readFile(file, 'utf8')).split('\n');
};

it('predictions have a cell for each of five places, empty ones where there are fewer classes', async () => {
  const [header, row] = await predicted([2, 0, 1]);
  expect(header?.split(',')).toHaveLength(15);
  expect(row).toBe('tiny,center-crop,a,2,1,2,-3.000000,0,-1.000000,1,-2.000000,,,,');
  const [, whole] = await predicted([4, 3, 2, 1, 0]);
  expect(whole).toBe('tiny,center-crop,a,2,1,4,-5.000000,3,-4.000000,2,-3.000000,1,-2.000000,0,-1.000000');
});
