import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/resnet.js', import.meta.url));
const built = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const resnet = (...args: readonly string[]) => {
  if (!existsSync(built)) throw new Error('expected the command to be built: npm run build');
  // Of the two only one, or Node warns on standard error.
  const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: '0' };
  return spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', env });
};

describe('the built command', () => {
  it('prints its help and exits with 0', () => {
    const { status, stdout, stderr } = resnet('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: resnet');
  });

  it('tells the shell of bad usage', () => {
    const { status, stdout, stderr } = resnet('describe', 'resnet-21');
    expect({ status, stdout, stderr }).toEqual({
      ...{ status: 2, stdout: '', stderr: 'resnet: CIFAR-10 depth must be 6n + 2, got 21\n' },
    });
  });
});
