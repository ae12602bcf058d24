import { basename } from 'node:path';
import { cacheArgument } from '../cache-argument.js';
import type { PhotoSet } from './photo-set.js';
import type { PhotoEntry } from './photo-images.js';

/** A photograph of a packed set that cannot be read or decoded. */
export class PhotoError extends Error {
  override readonly name = 'PhotoError';

  constructor(
    { name, split, folder, shards }: Pick<PhotoSet, 'name' | 'split' | 'folder' | 'shards'>,
    readonly photo: Pick<PhotoEntry, 'key' | 'shard'>,
    /** What was expected and what was found, or what the decoder says. */
    readonly problem: string,
  ) {
    const shard = basename(shards[photo.shard] ?? `shard ${photo.shard}`);
    const verify = `resnet data verify ${name}${cacheArgument(folder)}`;
    super(`${name}, ${split}: ${photo.key} in ${shard}: ${problem}; run \`${verify}\``);
  }
}
