import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockRunFolder } from './lock-run-folder.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
});
afterEach(() => rm(folder, { recursive: true }));

const lockOf = (pid: number, startTime: string | null = null, host = hostname()) =>
  writeFile(join(folder, 'run.lock'), JSON.stringify({ pid, startTime, host }));

const exitedProcess = async (): Promise<number> => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
};

describe('lockRunFolder', () => {
  test('refuses a second writer and names the first', async () => {
    const lock = await lockRunFolder(folder);
    await expect(lockRunFolder(folder)).rejects.toThrow(`being written by process ${process.pid}`);
    await lock.release();
    await (await lockRunFolder(folder)).release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('refuses while another process that holds it runs', async () => {
    await lockOf(process.ppid);
    await expect(lockRunFolder(folder)).rejects.toThrow(`being written by process ${process.ppid}`);
  });

  test('lets one of many through', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lockRunFolder(folder)));
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('takes over the lock of a process that exited', async () => {
    await lockOf(await exitedProcess());
    await lockRunFolder(folder);
    expect(JSON.parse(await readFile(join(folder, 'run.lock'), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  test('takes over the lock of an earlier process that had the number of one that runs', async () => {
    await lockOf(process.pid, 'an earlier start');
    await expect(lockRunFolder(folder)).resolves.toBeDefined();
  });

  test('takes over a lock that names nobody', async () => {
    await writeFile(join(folder, 'run.lock'), '');
    await expect(lockRunFolder(folder)).resolves.toBeDefined();
  });

  test('leaves the lock of another machine alone', async () => {
    await lockOf(1, null, 'another-machine');
    await expect(lockRunFolder(folder)).rejects.toThrow('process 1 on another-machine');
  });
});
