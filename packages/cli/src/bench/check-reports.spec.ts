import { describe, expect, it } from '@jest/globals';
import type { BenchReport } from './bench-network.js';
import { checkReports } from './check-reports.js';
import type { RecordedRow } from './read-recorded.js';

const row = {
  ...{ date: '2026-01-02', cpu: 'EPYC', cores: '4', isa: 'avx512-bf16', onednn: '2.6.3', network: 'resnet-20' },
  ...{ batch: '128', threads: '2', side: 'onednn bf16', ratio_to_alone: '0.8', peak_gflops: '900' },
};

/** The second is the one to compare with; all after it are of something else. */
const recorded: readonly RecordedRow[] = [
  { ...row, date: '2026-01-01', cores: '2', ratio_to_alone: '0.9' },
  row,
  ...[
    { network: 'resnet-56' },
    { isa: 'avx2' },
    { onednn: '3.12.0' },
    { threads: '8' },
    { peak_gflops: '470' },
    { cpu: 'Xeon' },
  ].map((other) => ({ ...row, ...other, ratio_to_alone: '0.1' })),
];

const check = (value: number, { cpu = 'EPYC', isa = 'avx512-bf16', peak = 870 } = {}) => {
  const options = {
    batch: 128,
    threads: 2,
    precisions: ['bf16'],
    rounds: 1,
    iterations: 1,
    evaluation: false,
  } as const;
  const sides = [
    { side: 'onednn bf16', precision: 'bf16', ratioToAlone: { to: 'onednn alone bf16', value } },
    { side: 'onednn alone bf16', ratioToAlone: null },
  ];
  const engines = { onednn: { description: '', versions: { isa, onednn: '2.6.3' } } };
  const report = { network: 'resnet-20', options, engines, sides, peaks: { bf16: peak } } as unknown as BenchReport;
  return checkReports({ recorded, cpu, reports: [report] });
};

describe('the check of a benchmark', () => {
  it('compares with the last row of the same processor, instruction set, peak, oneDNN, threads, network and side, and allows for noise', () => {
    expect(check(0.87)).toEqual([
      {
        slower: false,
        text:
          'resnet-20, onednn bf16 takes 0.870 of the time of onednn alone bf16; on 2026-01-02 it was 0.8: ' +
          'at most 0.960 is allowed',
      },
    ]);
  });

  it('finds what became slower', () => {
    expect(check(0.97)).toMatchObject([
      { slower: true, text: expect.stringContaining('slower than the 0.960 allowed') },
    ]);
    expect(check(Number.NaN)).toMatchObject([{ slower: true }]);
  });

  it('says so where there is no such row, and passes', () => {
    const text = expect.stringContaining(
      'no row with EPYC, portable, a peak of about 870 GFLOP/s, 2 threads and oneDNN 2.6.3 is recorded',
    );
    expect(check(2, { isa: 'portable' })).toMatchObject([{ slower: false, text }]);
    expect(check(2, { peak: 180 })).toMatchObject([{ slower: false }]);
    expect(check(2, { cpu: 'Opteron' })).toMatchObject([{ slower: false }]);
    expect(check(0.87, { peak: 470 })).toMatchObject([{ slower: true }]);
  });
});
