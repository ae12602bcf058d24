import { expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { degradationTable } from './degradation-table.js';
import { tableMarkdown } from './table.js';

it('sets training error beside test error, budget by budget', () => {
  const runs = [
    syntheticRun({ network: 'plain-56', budget: 'quick', trainingError: 72, testError: 74 }),
    syntheticRun({ network: 'plain-56', budget: 'short', trainingError: 19, testError: 21 }),
    syntheticRun({ network: 'resnet-20', budget: 'quick', trainingError: 32, testError: 39 }),
    syntheticRun({ network: 'resnet-110', budget: 'paper' }),
  ];
  const markdown = tableMarkdown(degradationTable(runs));
  expect(markdown).toContain(
    '| network | paper, test | short budget, training | short budget, test | quick budget, training | quick budget, test |',
  );
  expect(markdown).toContain(
    '| plain-56 | drawn only | 19.00 (n = 1) | 21.00 (n = 1) | 72.00 (n = 1) | 74.00 (n = 1) |',
  );
  expect(markdown).toContain('| ResNet-20 | 8.75 | not run | not run | 32.00 (n = 1) | 39.00 (n = 1) |');
});

it('has the error on the whole training set too, once a run of the budget has logged it', () => {
  const runs = [
    syntheticRun({ network: 'plain-20', budget: 'quick', trainingError: 40, trainingSetError: 38, testError: 42 }),
    syntheticRun({ network: 'plain-56', budget: 'quick', trainingError: 72, testError: 74 }),
  ];
  const markdown = tableMarkdown(degradationTable(runs));
  expect(markdown).toContain('| quick budget, training | quick budget, whole training set | quick budget, test |');
  expect(markdown).toContain('| plain-20 | drawn only | 40.00 (n = 1) | 38.00 (n = 1) | 42.00 (n = 1) |');
  expect(markdown).toContain('| plain-56 | drawn only | 72.00 (n = 1) | not logged | 74.00 (n = 1) |');
});

it('says of how many runs an error was not logged', () => {
  const run = { network: 'plain-20', budget: 'quick', trainingError: 40, testError: 42 } as const;
  const runs = [
    syntheticRun({ ...run, seed: 1 }),
    syntheticRun({ ...run, seed: 2, trainingSetError: 38 }),
    syntheticRun({ ...run, seed: 3, trainingSetError: 38 }),
  ];
  expect(tableMarkdown(degradationTable(runs))).toContain('| 38.00 ± 0.00 (n = 2; 1 of 3 not logged) |');
});
