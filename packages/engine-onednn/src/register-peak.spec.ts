import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { addonFile, loadBinding } from './binding.js';

const loaded = loadBinding();
const isas = 'binding' in loaded ? loaded.binding.isas : [];

/** Floating-point operations a cycle and core of float32, with two pipes for multiplications and as many for additions. */
const widest: Readonly<Record<string, number>> = { 'avx512-bf16': 64, avx512: 64, avx2: 32, portable: 16 };
/** Some processors have one pipe of the full width, or none: half. What else runs on the core takes a little more. */
const [least, most] = [0.4, 1.05];

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
    const allowed = clock * (widest[isa] ?? Number.NaN);
    expect(f32 / allowed).toBeGreaterThan(least);
    expect(f32 / allowed).toBeLessThan(most);
    if (bf16 === null) return;
    expect(bf16 / (2 * allowed)).toBeGreaterThan(least);
    expect(bf16 / (2 * allowed)).toBeLessThan(most);
  });
});
