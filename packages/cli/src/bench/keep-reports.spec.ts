import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchReport } from './bench-network.js';
import type { SideResult } from './compare-sides.js';
import { keepReports } from './keep-reports.js';

const side: SideResult = {
  ...{ side: 'onednn bf16', kind: 'engine', precision: 'bf16', rounds: 10, imagesPerSecond: 2000 },
  ...{ milliseconds: { median: 60, min: 59, max: 61 }, shareOfPeak: 0.6, ratio: null, work: null },
  ratioToAlone: { to: 'onednn alone bf16', value: 0.8 },
};

const report = (ratioToAlone: SideResult['ratioToAlone']): BenchReport => ({
  ...{ network: 'resnet-20', dataset: 'cifar10', operations: 31e9, peaks: { bf16: 830 }, clock: null },
  options: { batch: 128, threads: 2, precisions: ['bf16'], rounds: 10, iterations: 10, evaluation: false },
  engines: { onednn: { description: 'oneDNN', versions: { isa: 'avx512-bf16', onednn: '2.6.3' } } },
  ...{ torch: null, torchIsa: null, sides: [{ ...side, ratioToAlone }] },
});
const taking = (value: number) => [report({ to: 'onednn alone bf16', value })];

describe('a benchmark that is checked and recorded in one folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'bench-'));
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(folder, { recursive: true });
  });

  const keep = (reports: readonly BenchReport[]) => keepReports({ record: folder, check: folder }, reports);
  const ratios = async () =>
    (await readFile(join(folder, 'training.csv'), 'utf8'))
      .split('\n')
      .flatMap((row) => /,(0\.\d+)$/.exec(row)?.[1] ?? []);

  it('is compared with the rows before its own, and leaves no row where it is slower', async () => {
    await keep(taking(0.8));
    await keep(taking(0.9));
    await expect(keep(taking(1.5))).rejects.toThrow(`slower than recorded in ${folder}`);
    await expect(keep(taking(1.5))).rejects.toThrow(`slower than recorded in ${folder}`);
    expect(await ratios()).toEqual(['0.8', '0.9']);
  });

  it('fails where there was nothing to compare', async () => {
    await expect(keep([report(null)])).rejects.toThrow('found it not measured');
    await expect(ratios()).rejects.toThrow('ENOENT');
  });
});
