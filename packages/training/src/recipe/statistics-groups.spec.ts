import { expect, test } from '@jest/globals';
import { countGroups, groupChoices, statisticsGroup } from './statistics-groups.js';

test('a mini-batch of 256 in groups of 32 is eight, of which 8, 4, 2 or 1 are computed at once', () => {
  const recipe = { batchSize: 256, batchStatistics: 32 } as const;
  expect([statisticsGroup(recipe), countGroups(recipe), groupChoices(recipe)]).toEqual([32, 8, [8, 4, 2, 1]]);
});

test('a mini-batch that is normalized as a whole, or is smaller than a group, is one group', () => {
  for (const recipe of [
    { batchSize: 128, batchStatistics: 'mini-batch' },
    { batchSize: 8, batchStatistics: 32 },
  ] as const) {
    expect([statisticsGroup(recipe), groupChoices(recipe)]).toEqual([recipe.batchSize, [1]]);
  }
});
