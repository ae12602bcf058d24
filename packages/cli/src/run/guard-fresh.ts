import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readRunRecord } from '@resnet/run-log';
import { UsageError } from '../errors.js';
import { formatPlural } from '../format.js';
import { listNames } from '../suggest.js';

export interface GuardFreshOptions {
  /** The folders of the runs that would start over. */
  readonly folders: readonly string[];
  /** Whether it has been said that they may be lost. */
  readonly yes: boolean;
}

/** Throws a `UsageError` where starting over would lose what is finished or what git keeps, and nobody has said that it may. */
export const guardFresh = async ({ folders, yes }: GuardFreshOptions): Promise<void> => {
  if (yes) return;
  const kept = await Promise.all(folders.map(async (folder) => ({ folder, why: await whyKept(folder) })));
  const losses = kept.flatMap(({ folder, why }) => (why === null ? [] : [`${folder} (${why})`]));
  if (losses.length === 0) return;
  throw new UsageError(
    `--fresh would start over and lose ${formatPlural(losses.length, 'run')}: ${listNames(losses, 'and')}; add --yes if that is wanted, or write elsewhere with --out`,
  );
};

const whyKept = async (folder: string): Promise<string | null> => {
  // A record that cannot be read is no finished run, and starting over is the way out.
  const record = await readRunRecord(folder).catch(() => null);
  if (record !== null && record.state !== 'running') return record.state;
  return (await isTracked(folder)) ? 'tracked by git' : null;
};

const isTracked = async (folder: string): Promise<boolean> => {
  try {
    const { stdout } = await promisify(execFile)('git', ['ls-files', '--', '.'], { cwd: folder });
    return stdout !== '';
  } catch {
    // No such folder, no git, no repository around it.
    return false;
  }
};
