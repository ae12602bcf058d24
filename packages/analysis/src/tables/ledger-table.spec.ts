import { describe, expect, it } from '@jest/globals';
import type { LedgerRow } from '../ledger/index.js';
import { ledgerTable } from './ledger-table.js';

const quoted: LedgerRow = {
  table: 'Table 6',
  cell: 'Maxout, test error',
  unit: 'percent',
  paper: 9.38,
  quoted: true,
  ours: null,
  budget: 'paper',
  deviations: [],
  paperRemark: 'another method',
  remarks: [],
  runs: [],
};
const ours: LedgerRow = {
  ...quoted,
  cell: 'ResNet-20, test error',
  paper: 8.75,
  quoted: false,
  ours: { sd: 0.2, n: 3, last: { iteration: 64_000, error: 8.5 }, best: { iteration: 60_000, error: 8.4 } },
  deviations: ['First.', 'Second.'],
  paperRemark: null,
};

describe('the ledger as a table', () => {
  const { rows, notes, columns } = ledgerTable([quoted, ours, { ...ours, deviations: ['Second.'] }]);

  it("has ours beside the paper's, with the difference", () => {
    expect(rows[1]).toEqual([
      ...['Table 6', 'ResNet-20, test error', '8.75', 'paper', '8.50 ± 0.20 (n = 3)', '−0.25', '8.40 at 60,000'],
      ...['(1) (2)', ''],
    ]);
    expect(rows[0]).toHaveLength(columns.length);
  });

  it('has a difference on the paper’s budget alone', () => {
    const [row] = ledgerTable([{ ...ours, budget: 'short' }]).rows;
    expect(row!.slice(2, 6)).toEqual(['8.75', 'short', '8.50 ± 0.20 (n = 3)', '']);
  });

  it('has standard deviations with as many decimals as they need', () => {
    const last = { iteration: 64_000, error: 0.5 };
    const mean = { sd: null, n: 1, last, best: last };
    const [row] = ledgerTable([{ ...ours, paper: null, unit: 'standard deviation', ours: mean }]).rows;
    expect(row!.slice(2, 7)).toEqual(['', 'paper', '0.5000 (n = 1)', '', '']);
  });

  it('has the deviation that the paper prints with a mean', () => {
    const [row] = ledgerTable([{ ...ours, paper: 6.61, paperDeviation: 0.16 }]).rows;
    expect(row!.slice(2, 6)).toEqual(['6.61 ± 0.16', 'paper', '8.50 ± 0.20 (n = 3)', '+1.89']);
  });

  it('has the runs as links where it is told where they lie', () => {
    const runs = ['a/paper/resnet-20/seed-1', 'a/paper/resnet-20/seed-2'];
    const table = ledgerTable([{ ...ours, runs }], (run) => `../results/${run}`);
    expect(table.rows[0]!.at(-1)).toBe(
      '[seed-1](../results/a/paper/resnet-20/seed-1), [seed-2](../results/a/paper/resnet-20/seed-2)',
    );
    expect(ledgerTable([{ ...ours, runs }], (run) => `../my runs (old)/${run}`).rows[0]!.at(-1)).toContain(
      '[seed-1](<../my runs (old)/a/paper/resnet-20/seed-1>), ',
    );
    expect(table.columns.at(-1)).toEqual({ name: 'runs', kind: 'text' });
  });

  it('marks what is quoted', () => {
    expect(rows[0]!.at(-1)).toBe('quoted; another method');
  });

  it('tells each deviation once', () => {
    expect(rows[2]!.at(-2)).toBe('(2)');
    expect(notes.filter((note) => note.startsWith('Deviation'))).toEqual([
      'Deviation (1): First.',
      'Deviation (2): Second.',
    ]);
  });
});
