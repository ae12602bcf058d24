import { describe, expect, it } from '@jest/globals';
import { countParameters, residualNetwork } from '@resnet/models';
import { syntheticRun } from '../synthetic-run.js';
import { table6 } from './table-6.js';
import { cellText, tableCsv, tableMarkdown } from './table.js';

const fiveOf110 = [6.43, 6.5, 6.6, 6.7, 6.82].map((testError, index) =>
  syntheticRun({ network: 'resnet-110', seed: index + 1, testError }),
);
const runs = [...fiveOf110, syntheticRun({ network: 'resnet-20', testError: 12.7, budget: 'short' })];

const cells = (method: string, layers: string): readonly string[] => {
  const row = table6(runs).rows.find((cells) => cells[0] === method && cells[1] === layers);
  return (row ?? []).map(cellText);
};

describe('Table 6', () => {
  it('gives one run plainly, beside the paper, in the column of its budget', () => {
    expect(
      table6(runs)
        .columns.slice(3)
        .map(({ name }) => name),
    ).toEqual(['paper', 'ours, paper budget', 'ours, short budget']);
    expect(cells('ResNet', '20')).toEqual(['ResNet', '20', '0.27M', '8.75', 'not run', '12.70 (n = 1)']);
  });

  it('gives mean, deviation and best of five for 110 layers, as the paper does', () => {
    expect(cells('ResNet', '110').slice(3, 5)).toEqual([
      '6.43 (best of 5; mean 6.61 ± 0.16)',
      '6.61 ± 0.16 (n = 5; best of 5: 6.43)',
    ]);
  });

  it('takes the best of the first five runs where there are more, as the ledger does, and of no fewer', () => {
    const more = [...fiveOf110, syntheticRun({ network: 'resnet-110', seed: 6, testError: 6.2 })];
    const ours = (of: typeof more) => cellText(table6(of).rows.at(-2)![4]!);
    expect(ours(more)).toBe('6.54 ± 0.22 (n = 6; best of the first 5: 6.43)');
    expect(ours(fiveOf110.slice(0, 2))).toBe('6.46 ± 0.05 (n = 2)');
  });

  it('has the other methods with nothing of ours', () => {
    expect(table6(runs).rows).toHaveLength(12);
    expect(cells('Highway', '32')).toEqual(['Highway', '32', '1.25M', '8.80', '–', '–']);
  });

  it('says of a run without an end what became of it', () => {
    const table = table6([syntheticRun({ network: 'resnet-32', state: 'diverged', progress: 0.25 })]);
    expect(table.rows.map((row) => cellText(row[4] ?? ''))).toContain('diverged at iteration 16,000');
  });

  it('keeps a column for the paper’s budget where nothing has been run', () => {
    expect(tableMarkdown(table6([]))).toContain('| ResNet | 20 | 0.27M | 8.75 | not run |');
  });

  it('prints the deviations of its runs', () => {
    expect(table6(runs).notes.at(-1)).toBe(
      'Deviations from the paper, short budget (8,000 iterations): Budget short: 8000 iterations instead of 64000.',
    );
  });

  it('says of how many runs a deviation is where not all have it', () => {
    const [first, ...others] = [1, 2, 3].map((seed) => syntheticRun({ network: 'resnet-20', budget: 'short', seed }));
    const deviations = [...first!.record.deviations, 'Activations are kept in bf16.'];
    const mixed = [{ ...first!, record: { ...first!.record, deviations } }, ...others];
    expect(table6(mixed).notes.at(-1)).toBe(
      'Deviations from the paper, short budget (8,000 iterations): Budget short: 8000 iterations instead of 64000. Activations are kept in bf16 (1 of 3 runs).',
    );
  });

  it('gives scripts numbers in columns of their own', () => {
    const [head, ...rows] = tableCsv(table6(runs)).trim().split('\n');
    expect(head).toContain(',"ours, paper budget mean","ours, paper budget s.d.","ours, paper budget n",');
    expect(rows).toContain('ResNet,20,0.27M,8.75,,,0,not run,12.70,,1,');
  });

  it('prints the parameters that the networks have', () => {
    for (const [method, layers, parameters] of table6([]).rows) {
      if (method !== 'ResNet') continue;
      const millions = countParameters(residualNetwork({ depth: Number(layers), dataset: 'cifar10' })) / 1e6;
      expect(Math.abs(Number.parseFloat(cellText(parameters ?? '')) - millions)).toBeLessThan(
        millions < 1 ? 0.01 : 0.05,
      );
    }
  });
});
