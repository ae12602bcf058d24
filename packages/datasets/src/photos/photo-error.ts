import { basename } from 'node:path';
import type { PhotoSet } from './photo-set.js';
import type { PhotoEntry } from './photo-images.js';

/** A photograph of a packed set that cannot be read or decoded. */
export class PhotoError extends Error {
  override readonly name = 'PhotoError';

  constructor(
    { name, split, shards }: Pick<PhotoSet, 'name' | 'split' | 'shards'>,
    readonly photo: Pick<PhotoEntry, 'key' | 'shard'>,
    /** What was expected and what was found, or what the decoder says. */
    readonly problem: string,
  ) {
    const shard = basename(shards[photo.shard] ?? `shard ${photo.shard}`);
    super(`${name}, ${split}: ${photo.key} in ${shard}: ${problem}; run \`resnet data verify ${name}\``);
  }
}
