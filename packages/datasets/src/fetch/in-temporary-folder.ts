import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = '.fetch-';
/** Milliseconds; longer than any fetch. */
const day = 24 * 60 * 60 * 1000;

/** Runs `work` with an empty folder of its own inside `parent`, on the same disk, which is removed afterwards. */
export async function inTemporaryFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(parent, { recursive: true });
  await removeAbandoned(parent);
  const folder = await mkdtemp(join(parent, prefix));
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

/** Removes what processes that were killed left behind. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of (await readdir(parent)).filter((name) => name.startsWith(prefix))) {
    const folder = join(parent, name);
    const entry = await stat(folder).catch(() => null);
    if (entry && Date.now() - entry.mtimeMs > day) await remove(folder);
  }
}

const remove = (folder: string) => rm(folder, { recursive: true, force: true, maxRetries: 5 });
