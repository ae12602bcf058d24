import { expect, it } from '@jest/globals';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { formatSeen } from './format-seen.js';

const quick = (network: string, trainingError: number) =>
  syntheticRun({ network, budget: 'quick', trainingError, testError: trainingError + 5 });
const others = [
  syntheticRun({ network: 'resnet-56', budget: 'paper', trainingError: 0.5, testError: 7 }),
  ...[1, 2].map((seed) =>
    syntheticRun({ network: 'plain-20', budget: 'short', seed, trainingError: 10 + seed, testError: 15 }),
  ),
  syntheticRun({ network: 'resnet-56', budget: 'short', trainingError: 9, testError: 13 }),
  syntheticRun({ network: 'resnet-20', budget: 'short', trainingError: 8, testError: 12 }),
];

it('has a table, a sentence a line, and how the same members ended in other runs', () => {
  expect(formatSeen([quick('plain-20', 41), quick('resnet-56', 62)], others))
    .toBe(`On the quick budget (1,000 iterations):

network    training error  test error  runs
plain-20            41.0%       46.0%     1
ResNet-56           62.0%       67.0%     1

Runs recorded before, training / test error (runs):

network       paper budget       short budget
plain-20           not run  11.5% / 15.0% (2)
ResNet-56  0.5% / 7.0% (1)   9.0% / 13.0% (1)`);
});

it('says nothing of other runs where none is of the same members', () => {
  expect(formatSeen([quick('plain-56', 41)], others)).not.toContain('before');
});

it('says so where nothing has been run, or nothing has finished', () => {
  expect(formatSeen([], others)).toBe('No run has been recorded.');
  const diverged = syntheticRun({ network: 'plain-56', budget: 'quick', state: 'diverged', progress: 0.3 });
  expect(formatSeen([diverged], [])).toBe(
    'On the quick budget (1,000 iterations), no run has finished.\nplain-56 (seed 1) is not counted: diverged at iteration 300.',
  );
});
