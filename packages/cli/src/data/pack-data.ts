import { rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cacheDirectory, type PhotoSetRecord } from '@resnet/datasets';
import {
  packPhotoSet,
  readClassList,
  withPhotoSource,
  type PackPhotoSetOptions,
  type PackProgress,
} from '@resnet/datasets/pack';
import { isDiskFull } from '@resnet/files';
import { lockRunFolder, RunFolderLockedError } from '@resnet/run-log';
import { checkWritable } from '../check-writable.js';
import { describeSystemError } from '../describe-system-error.js';
import { formatCount, formatSeconds } from '../format.js';
import { describePhotoSet } from './describe-photo-set.js';
import { showWork, type Work } from './show-work.js';
import { withSignals } from './with-signals.js';

export interface PackDataCommand {
  readonly name: string;
  readonly from: string;
  readonly classes?: string;
  readonly skipUnreadable?: true;
  readonly shardMegabytes?: number;
  readonly fresh?: true;
  readonly cache?: string;
  readonly json?: true;
}

/** Packs a set into the cache directory and prints what it has. */
export const packData = async (command: PackDataCommand): Promise<void> => {
  const cache = command.cache ?? cacheDirectory();
  await checkWritable(cache);
  const folder = join(cache, command.name);
  const lock = await lockRunFolder(folder, { onWait: console.error }).catch((error: unknown) => {
    if (!(error instanceof RunFolderLockedError)) throw error;
    throw new Error(`${command.name} is being packed already: ${error.message}`, { cause: error });
  });
  try {
    const record = await pack(command, { cache, folder, confirm: lock.confirm });
    console.log(command.json ? JSON.stringify(record, null, 2) : describePhotoSet(record, folder));
  } finally {
    await lock.release();
    // Where there was nothing to pack, nothing is left.
    await rmdir(folder).catch(() => undefined);
  }
};

interface PackPlace extends Required<Pick<PackPhotoSetOptions, 'folder' | 'confirm'>> {
  readonly cache: string;
}

const pack = async (command: PackDataCommand, { cache, folder, confirm }: PackPlace): Promise<PhotoSetRecord> => {
  const { name, skipUnreadable, shardMegabytes = 100, fresh = false } = command;
  const log = (line: string): void => console.error(line);
  const classes = command.classes === undefined ? null : await readClassList(command.classes);
  const display = showWork(name);
  try {
    return await withSignals(`what is in finished shards stays; ${again(fresh)} goes on`, (signal) =>
      withPhotoSource({ path: resolve(command.from), classes, temporary: cache, signal }, (source) => {
        source.notes.forEach(log);
        return packPhotoSet({
          ...{ name, folder, source, fresh, signal, confirm, log, shardBytes: shardMegabytes * 1e6 },
          unreadable: skipUnreadable ? 'skip' : 'refuse',
          onProgress: (progress) => display.update(toWork(progress)),
        });
      }),
    );
  } catch (error) {
    throw isDiskFull(error) ? diskFull(error, fresh) : error;
  } finally {
    display.stop();
  }
};

const toWork = ({ split, pictures, of, share, picturesPerSecond, secondsLeft }: PackProgress): Work => {
  const count = of === null ? formatCount(pictures) : `${formatCount(pictures)} of ${formatCount(of)}`;
  const rate = `${formatCount(Math.round(picturesPerSecond))} pictures/s`;
  return { share, details: `${split}: ${count} pictures, ${rate}, ${formatSeconds(secondsLeft)} left` };
};

/** What goes on with an interrupted pack: with --fresh it would start over. */
const again = (fresh: boolean): string => `the same command${fresh ? ' without --fresh' : ''}`;

const diskFull = (error: Error, fresh: boolean): Error =>
  new Error(
    `${describeSystemError(error) ?? error.message}; make room and run ${again(fresh)}, which goes on after the last finished shard, or name another folder with --cache`,
    { cause: error },
  );
