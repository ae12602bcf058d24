import { open } from 'node:fs/promises';
import type { PhotoSet } from '../photo-set.js';
import type { PhotoOrder } from './photo-order.js';
import { windowGroups } from './photo-order.js';

export interface ReadAheadOptions {
  readonly set: PhotoSet;
  readonly seed: number;
  readonly order: PhotoOrder & { readonly kind: 'windows' };
}

const chunk = Buffer.alloc(1 << 20);

export interface ReadAhead {
  /** Told each position that is being made; reads the group of windows after that position's. */
  readonly from: (position: number) => void;
  /** Resolves once nothing is read any more. */
  readonly close: () => Promise<void>;
}

/**
 * Reads windows from front to back before their photographs are read in random order, so that the system has them in
 * its cache, which memory pressure may empty: nothing depends on it but speed.
 */
export function createReadAhead({ set, seed, order }: ReadAheadOptions): ReadAhead {
  const groupSize = order.photographs * order.windows;
  let current = '';
  let reading = Promise.resolve();
  let closed = false;
  const from = (position: number): void => {
    const epoch = Math.floor(position / set.count);
    const group = Math.floor((position % set.count) / groupSize);
    const name = `${epoch} ${group}`;
    if (name === current) return;
    const started = current === '';
    current = name;
    const groups = windowGroups({ count: set.count, seed, order }, epoch);
    const next = groups[group + 1] ?? windowGroups({ count: set.count, seed, order }, epoch + 1)[0] ?? [];
    for (const window of [...(started ? (groups[group] ?? []) : []), ...next]) {
      // A window that cannot be read is reported where its photographs are.
      reading = reading
        .then(() => (closed ? undefined : readWindow(set, window, order.photographs)))
        .catch(() => undefined);
    }
  };
  const close = async (): Promise<void> => {
    closed = true;
    await reading;
  };
  return { from, close };
}

async function readWindow({ images, shards, count }: PhotoSet, window: number, photographs: number): Promise<void> {
  const ends = new Map<number, { start: number; end: number }>();
  for (let index = window * photographs; index < Math.min((window + 1) * photographs, count); index++) {
    const { shard, offset, length } = images.at(index);
    ends.set(shard, { start: ends.get(shard)?.start ?? offset, end: offset + length });
  }
  for (const [shard, { start, end }] of ends) await readRange(shards[shard] ?? '', start, end);
}

async function readRange(path: string, start: number, end: number): Promise<void> {
  const file = await open(path);
  try {
    for (let at = start; at < end; at += chunk.length) await file.read(chunk, 0, Math.min(chunk.length, end - at), at);
  } finally {
    await file.close();
  }
}
