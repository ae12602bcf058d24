import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, jest, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { holderFromNow, type LockHolder } from './lock-holder.js';
import { lockRunFolder, type LockOptions } from './lock-run-folder.js';
import { RunFolderLockedError } from './run-folder-locked-error.js';

const folder = temporaryFolder();

/** Long enough for a thread to start on a busy machine. */
const seconds = { renew: 0.1, takeOver: 1 };
const lock = (options: LockOptions = {}) => lockRunFolder(folder, { seconds, ...options });

const lockPath = () => join(folder, 'run.lock');
const lockFile = async () => join(lockPath(), (await readdir(lockPath()))[0] ?? 'none');

/** Leaves the lock of another process. */
const lockOf = async (change: Partial<LockHolder>) => {
  await mkdir(lockPath());
  await writeFile(join(lockPath(), 'another.json'), JSON.stringify({ ...(await holderFromNow()), ...change }));
};

const exitedProcess = async (): Promise<number> => {
  const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(child, 'exit');
  return child.pid ?? 0;
};

describe('lockRunFolder', () => {
  test('refuses a second writer and names the first', async () => {
    const first = await lock();
    await expect(lock()).rejects.toThrow(`being written by process ${process.pid} on ${hostname()} since 20`);
    await first.release();
    await (await lock()).release();
    expect(await readdir(folder)).toEqual([]);
  });

  test('refuses at once while another process that holds it runs', async () => {
    const onWait = jest.fn();
    const parent = await readFile(`/proc/${process.ppid}/stat`, 'utf8').catch(() => '');
    const startTime = parent.slice(parent.lastIndexOf(')') + 2).split(' ')[19] ?? null;
    await lockOf({ pid: process.ppid, startTime });
    await expect(lock({ onWait })).rejects.toThrow(`being written by process ${process.ppid}`);
    if (startTime !== null) expect(onWait).not.toHaveBeenCalled();
  });

  test('lets one of many through', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lock()));
    const through = attempts.filter((attempt) => attempt.status === 'fulfilled');
    expect(through).toHaveLength(1);
    await through[0]!.value.confirm();
    expect(attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason as unknown] : []))).toEqual(
      Array.from({ length: 7 }, () => expect.any(RunFolderLockedError)),
    );
    await through[0]!.value.release();
  });

  test('lets one of many through where the lock is old', async () => {
    await lockOf({ machine: 'another boot', pid: 1 });
    const attempts = await Promise.allSettled(Array.from({ length: 8 }, () => lock()));
    const through = attempts.filter((attempt) => attempt.status === 'fulfilled');
    expect(through).toHaveLength(1);
    await through[0]!.value.confirm();
    await through[0]!.value.release();
  });

  test('takes over the lock of a process that exited, at once', async () => {
    const onWait = jest.fn();
    await lockOf({ pid: await exitedProcess() });
    const taken = await lock({ onWait });
    expect(JSON.parse(await readFile(await lockFile(), 'utf8'))).toMatchObject({ pid: process.pid });
    expect(onWait).not.toHaveBeenCalled();
    await taken.release();
  });

  test('takes over the lock of an earlier process that had the number of one that runs', async () => {
    await lockOf({ startTime: 'an earlier start' });
    await (await lock()).release();
  });

  test.each([
    ['a host with another name', { host: 'pod-a', machine: 'another boot' }],
    ['a container with this host name and other process numbers', { machine: 'this boot pid:[2]' }],
    ['a machine that tells nothing', { machine: null }],
  ])('takes over a lock from %s once it is not renewed', async (_, change) => {
    const onWait = jest.fn();
    await lockOf(change);
    const before = performance.now();
    await (await lock({ onWait })).release();
    expect(performance.now() - before).toBeGreaterThanOrEqual(1000 * seconds.takeOver);
    expect(onWait).toHaveBeenCalledWith(expect.stringContaining(`held by process ${process.pid} on`));
  });

  test('takes over a lock that names nobody once it is not renewed', async () => {
    await mkdir(lockPath());
    await writeFile(join(lockPath(), 'torn.json'), '');
    await (await lock()).release();
  });

  test('takes over a lock that died before it had a file', async () => {
    await mkdir(lockPath());
    await mkdir(join(folder, 'run.lock.died-before.json'));
    const taken = await lock();
    expect(await readdir(folder)).toEqual(['run.lock']);
    await taken.release();
  });

  test('refuses a lock of another machine that is renewed', async () => {
    await lockOf({ host: 'pod-a', machine: 'another boot' });
    const renewing = (async () => {
      for (let time = 0; time < 4; time++) {
        await setTimeout(200);
        const renewedAt = new Date().toISOString();
        await writeFile(await lockFile(), JSON.stringify({ ...(await holderFromNow()), host: 'pod-a', renewedAt }));
      }
    })();
    await expect(lock()).rejects.toThrow(`being written by process ${process.pid} on pod-a`);
    await renewing;
  });

  test('refuses the file by which earlier versions locked', async () => {
    await writeFile(lockPath(), JSON.stringify({ pid: 12, startTime: null, host: 'pod-a' }));
    await expect(lock()).rejects.toThrow('made by an earlier version of this suite, in process 12 on pod-a');
  });

  test('stops waiting when it is told to', async () => {
    await lockOf({ machine: 'another boot' });
    const controller = new AbortController();
    const waiting = lock({ onWait: () => controller.abort(new Error('Ctrl-C')), signal: controller.signal });
    await expect(waiting).rejects.toThrow('Ctrl-C');
  });
});

describe('a lock that is held', () => {
  test('is renewed while the main thread is busy', async () => {
    const held = await lock();
    const before = await readFile(await lockFile(), 'utf8');
    await setTimeout(500);
    const file = await lockFile();
    const seen = new Set<string>();
    const end = performance.now() + 1000;
    while (performance.now() < end) seen.add(readFileSync(file, 'utf8'));
    expect(seen.size).toBeGreaterThan(2);
    expect(Math.max(...[...seen].map((text) => text.length))).toBe(before.length);
    await held.release();
  });

  test('is confirmed until another process has taken it over, and then leaves the other one alone', async () => {
    const held = await lock();
    await held.confirm();
    await rm(lockPath(), { recursive: true });
    await lockOf({ host: 'pod-b' });
    await expect(held.confirm()).rejects.toThrow(RunFolderLockedError);
    await expect(held.confirm()).rejects.toThrow('now held by process');
    await held.release();
    expect(await readdir(lockPath())).toEqual(['another.json']);
  });
});
