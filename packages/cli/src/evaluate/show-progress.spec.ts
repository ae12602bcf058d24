import { expect, it } from '@jest/globals';
import { evaluationLines } from './show-progress.js';

it('says rate and time left at the first images, the last and every ten seconds', () => {
  const lines: string[] = [];
  let time = 0;
  const { update } = evaluationLines(
    'center-crop',
    (line) => lines.push(line),
    () => time,
  );
  const progress = { total: 1000, imagesPerSecond: 12.34, secondsLeft: 80 };
  for (const [shown, at] of [
    [16, 0],
    [32, 5000],
    [48, 11_000],
    [1000, 12_000],
  ] as const) {
    time = at;
    update({ ...progress, shown });
  }
  expect(lines).toEqual([
    'center-crop: image 16 of 1,000, 12.3 images/s, 80 s left\n',
    'center-crop: image 48 of 1,000, 12.3 images/s, 80 s left\n',
    'center-crop: image 1,000 of 1,000, 12.3 images/s, 80 s left\n',
  ]);
});
