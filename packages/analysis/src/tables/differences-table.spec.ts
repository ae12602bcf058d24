import { describe, expect, it } from '@jest/globals';
import type { OutputExperiment } from '../runs/index.js';
import { syntheticRun, type SyntheticOptions } from '../synthetic-run.js';
import { differencesTable } from './differences-table.js';
import { tableCsv, tableMarkdown } from './table.js';

const id = 'cifar10/shortcuts';
const experiment: OutputExperiment = {
  ...{ id, reproduces: 'options', claim: 'Options end alike.' },
  members: [20, 56].flatMap((depth) =>
    ['', '-B', '-C'].map((option) => ({
      name: `resnet-${depth}${option}`,
      network: { family: 'residual', depth } as const,
    })),
  ),
};
const run = (network: string, options: Partial<SyntheticOptions> = {}) =>
  syntheticRun({ network, experiment: id, budget: 'short', ...options });

describe('differences', () => {
  it('are those of each member from the first of its family and depth, where both have the error', () => {
    const runs = [
      run('resnet-20', { trainingError: 10, testError: 13, trainingSetError: 9 }),
      run('resnet-20-B', { trainingError: 12, testError: 12 }),
      run('resnet-56-C', { trainingError: 5 }),
    ];
    const table = differencesTable(experiment, runs)!;
    expect(table.id).toBe('shortcuts-differences');
    const rows = tableMarkdown(table)
      .split('\n')
      .filter((line) => line.startsWith('|'));
    expect(rows[0]).toBe('| member | minus | short budget, training | short budget, test |');
    // Two shares of 2,560 images, 1.96 standard errors of 0.876 points; and of 10,000, of 0.469.
    expect(rows.slice(2)).toEqual(['| ResNet-20-B | ResNet-20 | +2.00 (+0.29 to +3.72) | -1.00 (-1.92 to -0.08) |']);
  });

  it('have an interval from seeds where two pairs show a spread, and say how many', () => {
    const errors = [
      { base: 10, option: 9.5 },
      { base: 11, option: 10.7 },
      { base: 10.5, option: 10.1 },
    ];
    const runs = errors.flatMap(({ base, option }, index) => [
      run('resnet-20', { seed: index + 1, trainingError: base }),
      run('resnet-20-C', { seed: index + 1, trainingError: option }),
    ]);
    // Student's t of three differences with mean -0.4 and deviation 0.1: 4.303 times 0.1 / sqrt(3).
    expect(tableMarkdown(differencesTable(experiment, runs)!)).toContain(
      '| ResNet-20-C | ResNet-20 | -0.40 (-0.65 to -0.15; 3 seeds) |',
    );
  });

  it('are four columns each of a CSV file, empty where there is none', () => {
    const runs = [
      run('resnet-20', { trainingSetError: 9 }),
      run('resnet-20-B', { trainingSetError: 8 }),
      run('resnet-20-C', { seed: 2 }),
    ];
    const [heads, , optionC] = tableCsv(differencesTable(experiment, runs)!).split('\n');
    expect(heads).toMatch(
      /"short budget, test difference","short budget, test low","short budget, test high","short budget, test from"$/,
    );
    expect(optionC).toMatch(/^ResNet-20-C,ResNet-20,0\.00,.*"images, other ones; different seeds",,,,,0\.00,/);
  });

  it('are none where no two members of a family and depth were run, and none across budgets', () => {
    expect(differencesTable(experiment, [run('resnet-20'), run('resnet-56-B')])).toBeNull();
    expect(differencesTable(experiment, [run('resnet-20'), run('resnet-20-B', { budget: 'quick' })])).toBeNull();
  });
});
