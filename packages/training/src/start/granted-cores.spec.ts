import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { grantedCores } from './granted-cores.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'cores-'));
});
afterEach(() => rm(root, { recursive: true }));

const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), content);
  }
};
const granted = () => grantedCores({ root, cores: 8 });

describe('the cores of a process', () => {
  test('are those it may run on where nothing else is said', () => {
    expect(granted()).toBe(8);
    expect(grantedCores()).toBeLessThanOrEqual(availableParallelism());
  });

  test('are what the quota of its control group grants, a part of a core left out', async () => {
    await write({ 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '250000 100000\n' });
    expect(granted()).toBe(2);
  });

  test('are at least one', async () => {
    await write({ 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': '50000 100000\n' });
    expect(granted()).toBe(1);
  });

  test('are all where the quota is max', async () => {
    await write({ 'proc/self/cgroup': '0::/\n', 'sys/fs/cgroup/cpu.max': 'max 100000\n' });
    expect(granted()).toBe(8);
  });

  test('are what the narrowest of the groups around it grants', async () => {
    await write({
      'proc/self/cgroup': '0::/system.slice/job:1/step\n',
      'sys/fs/cgroup/system.slice/cpu.max': '300000 100000\n',
      'sys/fs/cgroup/system.slice/job:1/step/cpu.max': '500000 100000\n',
    });
    expect(granted()).toBe(3);
  });

  test('are read from version 1 too, where the path is that of the host', async () => {
    await write({
      'proc/self/cgroup': '5:memory:/docker/1a\n4:cpu,cpuacct:/docker/1a\n',
      'sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '100000\n',
      'sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us': '100000\n',
    });
    expect(granted()).toBe(1);
    await write({ 'sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us': '-1\n' });
    expect(granted()).toBe(8);
  });
});
