import { expect, it } from '@jest/globals';
import type { Run } from '@resnet/run-log';
import { firstOfEach } from './first-of-each.js';

const run = (folder: string, seed: number): Run =>
  ({
    folder,
    record: { experiment: 'cifar10/figure-6', budget: 'quick', member: 'plain-20', seed },
  }) as unknown as Run;

it('a run that is in two folders counts once, the first', () => {
  const runs = [run('runs', 1), run('results', 1), run('results', 2)];
  expect(firstOfEach(runs).map(({ folder, record }) => [folder, record.seed])).toEqual([
    ['runs', 1],
    ['results', 2],
  ]);
});
