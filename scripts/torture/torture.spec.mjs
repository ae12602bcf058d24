import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadOnednnEngine } from '@resnet/engine-onednn';

const withEngine = 'engine' in loadOnednnEngine() ? test : test.skip;

withEngine(
  'the fault bench trains its run, disturbs another and finds them the same',
  () => {
    const bench = JSON.stringify(join(import.meta.dirname, 'torture.mjs'));
    const script = `process.exitCode = await (await import(${bench})).torture(['--seconds', '1', '--only', 'SIGUSR2']);`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain(
      '| SIGUSR2, for a checkpoint |     1 |                    1 |                     0 |       |',
    );
  },
  120_000,
);
