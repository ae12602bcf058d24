import { describe, expect, it } from '@jest/globals';
import type { BenchReport } from './bench-network.js';
import { checkReports } from './check-reports.js';

const recorded = [
  'date,cpu,cores,network,batch,threads,side,ratio_to_alone',
  '2026-01-01,"EPYC, 2 cores",2,resnet-20,128,2,onednn bf16,0.9',
  '2026-01-02,"EPYC, 2 cores",2,resnet-20,128,2,onednn bf16,0.8',
  '2026-01-03,"EPYC, 2 cores",2,resnet-56,128,2,onednn bf16,0.2',
  '',
].join('\n');

const check = (value: number, cpu = 'EPYC, 2 cores') => {
  const options = {
    batch: 128,
    threads: 2,
    precisions: ['bf16'],
    rounds: 1,
    iterations: 1,
    evaluation: false,
  } as const;
  const sides = [
    { side: 'onednn bf16', ratioToAlone: { to: 'onednn alone bf16', value } },
    { side: 'onednn alone bf16', ratioToAlone: null },
  ];
  const report = { network: 'resnet-20', options, sides } as unknown as BenchReport;
  return checkReports({ recorded, reports: [report], cpu, cores: 2 });
};

describe('the check of a benchmark', () => {
  it('compares with the last row of the same machine, network and side, and allows for noise', () => {
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

  it('says so where no such machine has been recorded', () => {
    expect(check(2, 'Xeon')).toMatchObject([{ slower: false, text: expect.stringContaining('nothing is recorded') }]);
  });
});
