import { describe, expect, it } from '@jest/globals';
import type { BenchReport } from './bench-network.js';
import { checkReports } from './check-reports.js';

const recorded = [
  'date,cpu,cores,isa,onednn,network,batch,threads,side,ratio_to_alone,peak_gflops',
  '2026-01-01,EPYC,2,avx512-bf16,2.6.3,resnet-20,128,2,onednn bf16,0.9,900',
  '2026-01-02,EPYC,4,avx512-bf16,2.6.3,resnet-20,128,2,onednn bf16,0.8,900',
  '2026-01-03,EPYC,2,avx512-bf16,2.6.3,resnet-56,128,2,onednn bf16,0.2,900',
  '2026-01-04,EPYC,2,avx2,2.6.3,resnet-20,128,2,onednn bf16,0.1,900',
  '2026-01-05,EPYC,2,avx512-bf16,3.12.0,resnet-20,128,2,onednn bf16,0.1,900',
  '2026-01-06,EPYC,2,avx512-bf16,2.6.3,resnet-20,128,8,onednn bf16,0.1,900',
  '2026-01-07,EPYC,2,avx512-bf16,2.6.3,resnet-20,128,2,onednn bf16,0.1,470',
  '2026-01-08,Xeon,2,avx512-bf16,2.6.3,resnet-20,128,2,onednn bf16,0.1,900',
  '',
].join('\n');

const check = (value: number, { cpu = 'EPYC', isa = 'avx512-bf16', rows = recorded, peak = 870 } = {}) => {
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
  return checkReports({ recorded: rows, cpu, reports: [report] });
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

  it('reads rows from before instruction sets had a column as those of AVX-512 bf16', () => {
    const rows =
      'date,cpu,network,batch,threads,side,ratio_to_alone\n2026-01-01,EPYC,resnet-20,128,2,onednn bf16,0.5\n';
    expect(check(0.7, { rows })).toMatchObject([{ slower: true }]);
    expect(check(0.7, { rows, isa: 'avx2' })).toMatchObject([{ slower: false }]);
  });
});
