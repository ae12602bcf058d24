import { describe, expect, it } from '@jest/globals';
import { formatIterations, formatStages, type PhotosReport } from './bench-photos.js';

const stages = { read: 0.1, decode: 2, 'resize and crop': 1, augment: 0.5, batch: 0.2 };
const report: PhotosReport = {
  ...{ data: 'imagenette', photographs: 512, workers: 2, stages, pytorch: null },
  all: { imagesPerSecond: 400, cpuMilliseconds: 4 },
  ...{ network: 'resnet-18', batch: 32, threads: 2 },
  iterations: [{ precision: 'bf16', prepared: 500, photographs: 520, ratio: 1.04 }],
};

describe('the report on photographs', () => {
  it('gives images a second of one core for each stage, and of all together', () => {
    const lines = formatStages(report).split('\n');
    expect(lines).toContain('decode                     500');
    expect(lines).toContain('all together               250');
    expect(lines).toContain('by the clock, 2 workers    400');
  });

  it('has a column for PyTorch where it took part', () => {
    const all = { imagesPerSecond: 300, cpuMilliseconds: 5 };
    const text = formatStages({ ...report, pytorch: { versions: { torch: '2.15.0' }, stages, all } });
    expect(text).toContain('torch 2.15.0');
    expect(text.split('\n')).toContain('all together               250      200');
  });

  it('says what an iteration takes on photographs and on prepared crops', () => {
    expect(formatIterations(report)).toBe(
      'resnet-18 bf16, 2 threads: an iteration takes 520 ms on photographs, 500 on prepared crops: 1.040 of the time',
    );
  });
});
