import { describe, expect, it } from '@jest/globals';
import { compareSides } from './compare-sides.js';
import type { Side } from './side.js';

const side = (name: string, precision: Side['precision']): Side => ({
  name,
  kind: name.startsWith('PyTorch') ? 'pytorch' : 'engine',
  precision,
  measure: () => Promise.reject(new Error('measured already')),
  close: () => undefined,
});

const results = (times: readonly [Side, readonly number[]][]) =>
  compareSides({ times: new Map(times), batch: 128, operations: 31e9, peaks: { bf16: 800 } });

describe('compareSides', () => {
  it('compares an engine with the fastest variant in its precision or a higher one', () => {
    const [bf16, f32] = results([
      [side('onednn bf16', 'bf16'), [0.06, 0.06]],
      [side('onednn f32', 'f32'), [0.1, 0.1]],
      [side('PyTorch f32 nchw', 'f32'), [0.2, 0.2]],
      [side('PyTorch f32 channels-last', 'f32'), [0.125, 0.125]],
      [side('PyTorch bf16 channels-last', 'bf16'), [0.15, 0.15]],
    ]);
    expect(bf16?.ratio).toEqual({ to: 'PyTorch f32 channels-last', value: 0.48 });
    expect(f32?.ratio).toEqual({ to: 'PyTorch f32 channels-last', value: 0.8 });
  });

  it('never compares f32 with a variant in bf16', () => {
    const [f32] = results([
      [side('onednn f32', 'f32'), [0.1]],
      [side('PyTorch f32 nchw', 'f32'), [0.2]],
      [side('PyTorch bf16 nchw', 'bf16'), [0.05]],
    ]);
    expect(f32?.ratio).toEqual({ to: 'PyTorch f32 nchw', value: 0.5 });
  });

  it('gives times in milliseconds, the rate and the share of the peak', () => {
    const [only] = results([[side('onednn bf16', 'bf16'), [0.0625, 0.05, 0.08]]]);
    expect(only?.milliseconds).toEqual({ median: 62.5, min: 50, max: 80 });
    expect(only?.imagesPerSecond).toBe(2048);
    expect(only?.shareOfPeak).toBeCloseTo(31 / 0.0625 / 800);
  });

  it('compares an engine with what it builds on alone, in the same precision', () => {
    const [engine, alone] = results([
      [side('onednn bf16', 'bf16'), [0.06, 0.06]],
      [{ ...side('onednn alone bf16', 'bf16'), kind: 'alone' }, [0.08, 0.08]],
      [{ ...side('onednn alone f32', 'f32'), kind: 'alone' }, [0.05, 0.05]],
    ]);
    expect(engine?.ratioToAlone).toEqual({ to: 'onednn alone bf16', value: 0.75 });
    expect(alone).toMatchObject({ ratio: null, ratioToAlone: null });
  });

  it('leaves out what was not measured', () => {
    const [only] = results([[side('tfjs f32', 'f32'), [1]]]);
    expect(only).toMatchObject({ shareOfPeak: null, ratio: null, ratioToAlone: null, work: null });
  });
});
