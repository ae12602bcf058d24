import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/** The name of a folder says whose it is; mkdtemp adds letters and digits. */
const prefixOf = (pid: number): string => `.fetch-${hostname()}-${pid}-`;

/** Runs `work` with an empty folder of its own inside `parent`, on the same disk, which is removed afterwards. */
export async function inTemporaryFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, prefixOf(process.pid)));
  const removeAtExit = (): void => rmSync(folder, { recursive: true, force: true });
  // Where a signal ends the process meanwhile.
  process.once('exit', removeAtExit);
  try {
    return await work(folder);
  } finally {
    process.off('exit', removeAtExit);
    // Retried because an archive that turned out damaged may still be being written out.
    await remove(folder);
  }
}

/** Removes what processes of this machine that were killed left behind. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = Number(/-(\d+)-[^-]+$/.exec(name)?.[1]);
    if (name.startsWith(prefixOf(pid)) && !isRunning(pid)) await remove(join(parent, name));
  }
}

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It runs, as another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

const remove = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 });
