import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { addonFile, loadBinding } from './binding.js';

const loaded = loadBinding();
const slower = 'binding' in loaded ? loaded.binding.isas.slice(1) : [];
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const minutes = 60_000;

/** Runs the layers of the conformance suite in a process of its own: an addon chooses its kernels once. */
const testLayers = async (isa: string): Promise<{ numPassedTests: number; numFailedTests: number }> => {
  const args = [jest, '--json', '--silent', 'onednn-engine', '-t', 'in f32: layers'];
  const run = promisify(execFile)(process.execPath, args, {
    env: { ...process.env, RESNET_ISA: isa },
    maxBuffer: 2 ** 28,
  });
  return JSON.parse((await run).stdout) as { numPassedTests: number; numFailedTests: number };
};

describe('kernels for slower instruction sets', () => {
  const declare = slower.length > 0 ? test : test.skip;

  declare('an unknown one is refused with the names there are', async () => {
    const env = { ...process.env, RESNET_ISA: 'sse9' };
    const load = promisify(execFile)(process.execPath, ['-e', 'require(process.argv[1])', addonFile], { env });
    await expect(load).rejects.toThrow(`${slower.join(', ')}), got sse9`);
  });

  declare.each(slower.length > 0 ? slower : ['any'])(
    'those for %s pass the layers of the conformance suite',
    async (isa) => {
      const { numPassedTests, numFailedTests } = await testLayers(isa);
      expect(numFailedTests).toBe(0);
      expect(numPassedTests).toBeGreaterThan(50);
    },
    5 * minutes,
  );
});
