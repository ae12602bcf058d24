import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isRunning, thisProcess, type ProcessIdentity } from '@resnet/files';

const prefix = '.fetch-';
/** Says which process a folder belongs to. */
const ownerFile = 'owner.json';
/** Milliseconds; longer than any fetch or unpacking. */
const week = 7 * 24 * 60 * 60 * 1000;

/** Runs `work` with an empty folder of its own inside `parent`, on the same disk, which is removed afterwards. */
export async function inTemporaryFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, prefix));
  const removeAtExit = (): void => rmSync(folder, { recursive: true, force: true });
  // Where a signal ends the process meanwhile.
  process.once('exit', removeAtExit);
  try {
    await writeFile(join(folder, ownerFile), JSON.stringify(await thisProcess()));
    const content = join(folder, 'content');
    await mkdir(content);
    return await work(content);
  } finally {
    process.off('exit', removeAtExit);
    // Retried because an archive that turned out damaged may still be being written out.
    await remove(folder);
  }
}

/** Removes what processes that were killed left behind: at once where that is sure, else after a week. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of (await readdir(parent)).filter((name) => name.startsWith(prefix))) {
    const folder = join(parent, name);
    const running = await isOwnerRunning(folder);
    const entry = await stat(folder).catch(() => null);
    const isOld = entry !== null && Date.now() - entry.mtimeMs > week;
    // What cannot be removed, as another user's, stays: it does no harm.
    if (running === false || (running === 'unknown' && isOld)) await remove(folder).catch(() => undefined);
  }
}

const isOwnerRunning = async (folder: string): Promise<boolean | 'unknown'> => {
  try {
    return await isRunning(JSON.parse(await readFile(join(folder, ownerFile), 'utf8')) as ProcessIdentity);
  } catch {
    return 'unknown';
  }
};

const remove = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 });
