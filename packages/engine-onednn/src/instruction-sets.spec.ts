import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { addonFile, loadBinding } from './binding.js';
import { runConformance } from './run-conformance.fixture.js';

const loaded = loadBinding();
const isas = 'binding' in loaded ? loaded.binding.isas : [];
/** Where RESNET_ISA forces a set, the tests are those of a machine that has no faster one. */
const slower = 'binding' in loaded ? isas.slice(isas.indexOf(loaded.binding.isa) + 1) : [];
const minutes = 60_000;

describe('slower instruction sets, for our own kernels and oneDNN', () => {
  const declare = slower.length > 0 ? test : test.skip;

  (isas.length > 0 ? test : test.skip)('an unknown one is refused with the names there are', async () => {
    const env = { ...process.env, RESNET_ISA: 'sse9' };
    const load = promisify(execFile)(process.execPath, ['-e', 'require(process.argv[1])', addonFile], { env });
    await expect(load).rejects.toThrow(`${isas.join(', ')}), got sse9`);
  });

  declare.each(slower.length > 0 ? slower : ['any'])(
    '%s passes the conformance suite',
    async (isa) => {
      const { passed, failures } = await runConformance('in (f32|bf16): (layers|threads|NaN)', { RESNET_ISA: isa });
      expect(failures).toEqual([]);
      expect(passed).toBeGreaterThan(150);
    },
    5 * minutes,
  );
});
