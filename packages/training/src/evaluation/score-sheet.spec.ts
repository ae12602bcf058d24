import { describe, expect, test } from '@jest/globals';
import { logProbabilities } from './log-probabilities.js';
import { rankOf, topClasses } from './rank.js';
import { resultsOf } from './results.js';
import { createScoreSheet } from './score-sheet.js';

const logits = Float32Array.of(1, 2, 3, -1, 0.5, 4, 2, 2, 2);

describe.each(['softmax', 'logits'] as const)('a score sheet that averages %s', (average) => {
  test('is the same whether views come together or one by one, among those of others', () => {
    const options = { classes: 3, average };
    const [together, apart] = [createScoreSheet(2, options), createScoreSheet(2, options)];
    together.add(1, logits);
    for (const [at, image] of [0, 1, 2].entries()) {
      apart.add(1, logits.subarray(3 * image, 3 * image + 3));
      apart.add(0, Float32Array.of(9, at, 1));
    }
    const expected = logProbabilities(logits, options);
    for (const [index, value] of expected.entries()) {
      expect(together.scores(1)[index]).toBeCloseTo(value, 5);
      expect(apart.scores(1)[index]).toBeCloseTo(value, 5);
    }
  });
});

test('a score far too small for a probability in float32 is kept', () => {
  const sheet = createScoreSheet(1, { classes: 2, average: 'softmax' });
  sheet.add(0, Float32Array.of(500, 0));
  sheet.add(0, Float32Array.of(500, 0));
  expect([...sheet.scores(0)]).toEqual([0, -500]);
});

test('an ensemble averages the scores of its members, and can be right where each is wrong', () => {
  const sheetOf = (values: readonly number[]) => {
    const sheet = createScoreSheet(1, { classes: 3, average: 'softmax' });
    sheet.add(0, Float32Array.from(values, Math.log));
    return sheet;
  };
  const members = [
    { name: 'a', sheet: sheetOf([0.5, 0.4, 0.1]) },
    { name: 'b', sheet: sheetOf([0.1, 0.4, 0.5]) },
  ];
  const results = resultsOf(members, { count: 1, label: () => 1, key: () => 'image' }, 3);
  expect(results.map(({ name, top1Error }) => [name, top1Error])).toEqual([
    ['a', 100],
    ['b', 100],
    ['ensemble', 0],
  ]);
  expect(results[2]?.loss).toBeCloseTo(-Math.log(0.4), 5);
  expect(results[2]?.predictions[0]).toMatchObject({ key: 'image', label: 1, rank: 1, top5: [1, 0, 2] });
});

test('of equal scores the earlier class is ahead, and no number is behind all', () => {
  expect([0, 1, 2, 3].map((label) => rankOf(label, [2, 5, 5, 1]))).toEqual([3, 1, 2, 4]);
  expect(rankOf(0, [NaN, 1, 2])).toBe(3);
  expect(topClasses([2, 5, 5, 1], 3)).toEqual([1, 2, 0]);
});
