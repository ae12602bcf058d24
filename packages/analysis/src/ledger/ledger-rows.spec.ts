import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import type { LedgerRow } from './ledger-row.js';
import { ledgerRows } from './ledger-rows.js';

const rowsNamed = (rows: readonly LedgerRow[], table: string, cell: string) =>
  rows.filter((row) => row.table === table && row.cell === cell);

describe('the ledger', () => {
  it('quotes other methods, and says what was not run', () => {
    const rows = ledgerRows([]);
    expect(rowsNamed(rows, 'Table 6', 'Highway-32, test error')).toEqual([
      ...[
        {
          table: 'Table 6',
          cell: 'Highway-32, test error',
          unit: 'percent',
          paper: 8.8,
          quoted: true,
          ours: null,
          budget: 'paper',
        },
      ].map((row) => ({ ...row, deviations: [], paperRemark: 'another method', remarks: [], runs: [] })),
    ]);
    const own = rows.filter(({ quoted }) => !quoted);
    expect(own.every(({ ours, remarks }) => ours === null && remarks.includes('not run'))).toBe(true);
    expect(rowsNamed(rows, 'Figure 6', 'plain-110, test error')[0]).toMatchObject({
      paper: null,
      paperRemark: 'not displayed: above 60%',
      remarks: ['not run'],
    });
  });

  it('has each mean with its deviation beside each best, of other methods too', () => {
    const printed = ledgerRows([]).flatMap(({ cell, paper, paperDeviation }) =>
      /^(Highway-19|ResNet-110), .*test error/.test(cell) && paper !== null ? [[cell, paper, paperDeviation]] : [],
    );
    expect(printed).toEqual([
      ['Highway-19, mean test error', 7.72, 0.16],
      ['Highway-19, best test error', 7.54, undefined],
      ['ResNet-110, mean test error of 5 runs', 6.61, 0.16],
      ['ResNet-110, best test error of 5 runs', 6.43, undefined],
    ]);
  });

  it('has mean, deviation, last and best iteration over the seeds', () => {
    const runs = [8.5, 9.5].map((testError, index) =>
      syntheticRun({ network: 'resnet-20', seed: index + 1, testError }),
    );
    const evaluation = runs.map((run) =>
      run.evaluation.map((row) => ({
        ...row,
        top1Error: row.iteration === 48_000 ? row.top1Error - 9 : row.top1Error + 1,
      })),
    );
    const [row] = rowsNamed(
      ledgerRows(runs.map((run, index) => ({ ...run, evaluation: evaluation[index]! }))),
      'Table 6',
      'ResNet-20, test error',
    );
    expect(row).toMatchObject({
      paper: 8.75,
      budget: 'paper',
      ours: { n: 2, sd: expect.closeTo(Math.SQRT1_2), last: { iteration: 64_000, error: 9 } },
      runs: ['cifar10/figure-6/paper/resnet-20/seed-1', 'cifar10/figure-6/paper/resnet-20/seed-2'],
    });
    expect(row!.ours!.best.iteration).toBe(48_000);
  });

  it('has a row for each budget, the largest first, and none of runs that only test the suite', () => {
    const runs = (['smoke', 'quick', 'short'] as const).map((budget) => syntheticRun({ network: 'resnet-20', budget }));
    const rows = rowsNamed(ledgerRows(runs), 'Table 6', 'ResNet-20, test error');
    expect(rows.map(({ budget }) => budget)).toEqual(['paper', 'short', 'quick']);
    expect(rows[0]).toMatchObject({ ours: null, remarks: ['not run'] });
    expect(rows[1]!.deviations).toEqual(['Budget short: 8000 iterations instead of 64000.']);
    expect(rows[1]!.ours).toMatchObject({ n: 1, sd: null });
  });

  it('takes the best of five runs for ResNet-110 beside their mean, and of no fewer', () => {
    const five = [6.6, 6.43, 6.7, 6.5, 6.82].map((testError, index) =>
      syntheticRun({ network: 'resnet-110', seed: index + 1, testError }),
    );
    const of = (runs: typeof five) =>
      ['mean', 'best'].flatMap((what) =>
        rowsNamed(ledgerRows(runs), 'Table 6', `ResNet-110, ${what} test error of 5 runs`),
      );
    expect(of(five).map(({ paper, ours }) => [paper, ours?.last.error])).toEqual([
      [6.61, expect.closeTo(6.61)],
      [6.43, 6.43],
    ]);
    expect(of(five.slice(0, 4))[1]).toMatchObject({ ours: null, remarks: ['best of 5 needs as many runs, found 4'] });
  });

  it('takes the best of the first five runs where there are more, and says n of those', () => {
    const seven = [6.6, 6.43, 6.7, 6.5, 6.82, 6.3, 6.2].map((testError, index) =>
      syntheticRun({ network: 'resnet-110', seed: index + 1, testError }),
    );
    const [row] = rowsNamed(ledgerRows(seven), 'Table 6', 'ResNet-110, best test error of 5 runs');
    expect(row!.ours).toMatchObject({ n: 5, sd: null, last: { error: 6.43 } });
    const [mean] = rowsNamed(ledgerRows(seven), 'Table 6', 'ResNet-110, mean test error of 5 runs');
    expect(mean!.ours).toMatchObject({ n: 7 });
  });

  it('has the mean layer response of the networks of Figure 7', () => {
    const rows = ledgerRows([syntheticRun({ network: 'resnet-20', layerResponses: [0.4, 0.6] })]);
    const [row] = rowsNamed(rows, 'Figure 7', 'ResNet-20, layer responses');
    const last = { iteration: 64_000, error: 0.5 };
    expect(row).toMatchObject({ unit: 'standard deviation', paper: null, ours: { last, best: last } });
  });

  it('says what became of runs without an end, and what older ones did not log', () => {
    const runs = [
      syntheticRun({ network: 'plain-56', trainingSetError: 7 }),
      syntheticRun({ network: 'plain-56', seed: 2 }),
      syntheticRun({ network: 'plain-56', seed: 3, state: 'diverged', progress: 0.5 }),
    ];
    const [row] = rowsNamed(ledgerRows(runs), 'beside Figure 6', 'plain-56, error on the whole training set');
    expect(row).toMatchObject({ ours: { n: 1, last: { error: 7 } } });
    expect(row!.remarks).toEqual([
      'seed 2 was recorded without the error on the whole training set',
      'seed 3 diverged at iteration 32,000',
    ]);
  });
});
