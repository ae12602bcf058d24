import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { addonFile, loadBinding } from './binding.js';

const loaded = loadBinding();
const isas = 'binding' in loaded ? loaded.binding.isas : [];

/** Floating-point operations a cycle and core, with two pipes for multiplications and as many for additions. */
const widest: Readonly<Record<string, { readonly f32: number; readonly bf16: number }>> = {
  'amx-bf16': { f32: 64, bf16: 1024 },
  'avx512-bf16': { f32: 64, bf16: 128 },
  avx512: { f32: 64, bf16: Number.NaN },
  avx2: { f32: 32, bf16: Number.NaN },
  portable: { f32: 16, bf16: Number.NaN },
};
/**
 * Some processors have one pipe of the full width, or none: half. Those with AMX take twice as long for bf16 in registers:
 * a quarter. What else runs on the core takes a little more.
 */
const least = { f32: 0.4, bf16: 0.2 };
const most = 1.05;

interface Measured {
  readonly f32: number;
  readonly bf16: number | null;
  readonly clock: number;
}

const source = `
  const { measurePeak, measureClock } = require(process.argv[1]);
  console.log(JSON.stringify({ f32: measurePeak('f32', 1), bf16: measurePeak('bf16', 1), clock: measureClock() }));
`;

/** In a process of its own: an addon chooses its instruction set once. */
const measure = async (isa: string): Promise<Measured> => {
  const env = { ...process.env, RESNET_ISA: isa };
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', source, addonFile], { env });
  return JSON.parse(stdout) as Measured;
};

describe('the peak on registers', () => {
  const declare = isas.length > 0 ? test : test.skip;

  declare.each(isas.length > 0 ? isas : ['any'])('is what clock and vector width allow on %s', async (isa) => {
    const { f32, bf16, clock } = await measure(isa);
    const allowed = widest[isa] ?? { f32: Number.NaN, bf16: Number.NaN };
    expect(f32 / clock / allowed.f32).toBeGreaterThan(least.f32);
    expect(f32 / clock / allowed.f32).toBeLessThan(most);
    if (bf16 === null) return;
    expect(bf16 / clock / allowed.bf16).toBeGreaterThan(least.bf16);
    expect(bf16 / clock / allowed.bf16).toBeLessThan(most);
  });
});
