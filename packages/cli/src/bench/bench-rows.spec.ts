import { describe, expect, it } from '@jest/globals';
import type { BenchReport } from './bench-network.js';
import type { SideResult } from './compare-sides.js';
import { addRows, benchRows } from './bench-rows.js';

const side = (name: string, median: number, ratio: SideResult['ratio']): SideResult => ({
  side: name,
  kind: name.startsWith('PyTorch') ? 'pytorch' : 'engine',
  precision: 'bf16',
  rounds: 10,
  milliseconds: { median, min: median - 1, max: median + 1 },
  imagesPerSecond: 128e3 / median,
  shareOfPeak: 0.612345,
  ratio,
  ratioToAlone: ratio && { to: 'onednn alone bf16', value: 0.81234 },
  work: null,
});

const report: BenchReport = {
  network: 'resnet-20',
  dataset: 'cifar10',
  options: { batch: 128, threads: 2, precisions: ['bf16'], rounds: 10, iterations: 10, evaluation: false },
  operations: 31e9,
  peaks: { bf16: 830 },
  clock: 3.7,
  engines: { onednn: { description: 'oneDNN', versions: { isa: 'avx512-bf16', onednn: '2.6.3' } } },
  torch: '1.13.0',
  torchIsa: null,
  sides: [
    side('onednn bf16', 60, { to: 'PyTorch bf16 channels-last', value: 0.63157 }),
    side('PyTorch bf16 channels-last', 95, null),
  ],
};
const origin = { date: '2026-11-24', commit: 'abc', clean: true, cpu: 'EPYC, 2 cores', cores: 2 };

describe('a recorded benchmark', () => {
  const rows = benchRows(origin, report);

  it('has a row for each engine, with what it was compared with', () => {
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      side: 'onednn bf16',
      isa: 'avx512-bf16',
      onednn: '2.6.3',
      median_ms: 60,
      share_of_peak: 0.6123,
      torch_best: 'PyTorch bf16 channels-last',
      torch_median_ms: 95,
      ratio: 0.6316,
      ratio_to_alone: 0.8123,
    });
  });

  it('starts a file with its columns and goes on below what is there', () => {
    const once = addRows([], rows);
    expect(once).toMatchSnapshot();
    const older = { date: '2026-01-01', cpu: 'EPYC, 2 cores', network: 'resnet-20', side: 'tfjs f32', ratio: '0.5' };
    const [header, earlier, ...added] = addRows([older], rows).split('\n');
    expect([header, ...added].join('\n')).toBe(once);
    expect(earlier).toBe('2026-01-01,,,"EPYC, 2 cores",,,,resnet-20,,,tfjs f32,,,,,,,,,,,,0.5,');
  });
});
