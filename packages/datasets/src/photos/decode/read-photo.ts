import { closeSync, openSync, readSync } from 'node:fs';
import { newBytes, type Allocate } from '../scratch.js';

/** Where the encoded bytes of a photograph lie. */
export interface PhotoPlace {
  /** The shard. */
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** The encoded bytes of a photograph; an `Error` where the shard is missing or too short. It blocks: call it in a worker. */
export function readPhoto({ path, offset, length }: PhotoPlace, allocate: Allocate = newBytes): Uint8Array {
  // Opened each time: a set may have more shards than a process may have files open.
  const file = openSync(path, 'r');
  try {
    const bytes = allocate(length);
    for (let read = 0; read < length;) {
      const more = readSync(file, bytes, read, length - read, offset + read);
      if (more === 0) throw new Error(`expected ${length} bytes from ${offset} on, found ${read}`);
      read += more;
    }
    return bytes;
  } finally {
    closeSync(file);
  }
}
