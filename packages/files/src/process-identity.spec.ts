import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { isRunning, thisProcess } from './process-identity.js';

afterEach(() => void jest.restoreAllMocks());

describe('a process', () => {
  test('runs as long as it does', async () => {
    const self = await thisProcess();
    expect(await isRunning(self)).toBe(true);
    const child = spawn(process.execPath, ['-e', 'setTimeout(() => undefined, 60_000)']);
    await once(child, 'spawn');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await isRunning({ ...self, pid: child.pid! })).toBe(false);
  });

  test('is not known to run on another machine, or where nothing tells when it started', async () => {
    const self = await thisProcess();
    expect(await isRunning({ ...self, machine: 'another' })).toBe('unknown');
    expect(await isRunning({ ...self, startTime: null })).toBe('unknown');
  });

  test('is another one where it has the number of one that started at another time', async () => {
    const self = await thisProcess();
    const onLinux = self.startTime !== null;
    expect(await isRunning({ ...self, startTime: '1' })).toBe(onLinux ? false : 'unknown');
  });

  test('is not known to have ended where another user runs it and /proc does not show it', async () => {
    const self = { ...(await thisProcess()), pid: 2 ** 30, startTime: '1' };
    jest.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    expect(await isRunning(self)).toBe('unknown');
  });
});
