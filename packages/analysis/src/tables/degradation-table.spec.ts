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
