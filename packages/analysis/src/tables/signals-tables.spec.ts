import { describe, expect, it } from '@jest/globals';
import type { Run, SignalRow } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { firstAndLastTable, gradientRatiosTable } from './signals-tables.js';

const experiment = {
  ...{ id: 'tests/signals', reproduces: 'nothing', claim: 'nothing' },
  members: [{ name: 'plain-56', network: { family: 'plain', depth: 56 } as const }],
};

/** Three convolutions and the classifier, which nothing normalizes. */
const layers = (iteration: number, norms: readonly number[]): readonly SignalRow[] =>
  norms.map((gradientNorm, index) => ({
    ...{ iteration, layer: `layer${index}`, gradientNorm, weightNorm: 10 * (index + 1) },
    ...{ outputVariance: index < 3 ? 1000 * gradientNorm : null, normalizedVariance: index < 3 ? 1 : null },
  }));

const run = (network: string, signals: readonly SignalRow[]): Run => ({
  ...syntheticRun({ network, experiment: experiment.id, budget: 'quick' }),
  signals,
});
const runs = [
  run('plain-56', [...layers(0, [508.7, 50, 0.25, 9999]), ...layers(1000, [2, 4, 1, 9999])]),
  run('resnet-56', layers(0, [3, 2, 1, 9999])),
];

describe('tables of signals', () => {
  it('have the largest gradient over the smallest, of the layers that batch normalization follows', () => {
    const { columns, rows } = gradientRatiosTable(experiment, runs)!;
    expect(columns.map(({ name }) => name)).toEqual(['member', 'budget', 'seed', '0', '1,000']);
    expect(rows).toEqual([
      ['plain-56', 'quick', '1', '2,030', '4'],
      ['ResNet-56', 'quick', '1', '3', '–'],
    ]);
  });

  it('have gradient and weights of the first and the last convolution, and the largest variance', () => {
    expect(firstAndLastTable(experiment, runs)!.rows).toEqual([
      ['plain-56', 'quick', '1', '0', '509', '10', '0.25', '30', '509,000'],
      ['plain-56', 'quick', '1', '1,000', '2', '10', '1', '30', '4,000'],
      ['ResNet-56', 'quick', '1', '0', '3', '10', '1', '30', '3,000'],
    ]);
  });

  it('are none where no run measured signals', () => {
    const without = [syntheticRun({ network: 'plain-56' })];
    expect([gradientRatiosTable, firstAndLastTable].map((table) => table(experiment, without))).toEqual([null, null]);
  });
});
