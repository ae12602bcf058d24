import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Header } from 'tar';
import type { DataFile } from '../../file-set.js';
import { namingPath, renameDurably } from '@resnet/files';

/** Bytes: a tar file is made of blocks. */
const block = 512;

/** One picture of a shard. */
export interface ShardMember {
  readonly key: string;
  /** Of the member that holds the bytes: `jpg`. */
  readonly extension: string;
  readonly bytes: Uint8Array;
  readonly label: number;
}

/** Writes one shard beside its name, which it gets when it is whole. */
export interface ShardWriter {
  /** Writes `<key>.<extension>` and `<key>.cls`, the class index as text; resolves to the offset of the picture's bytes. */
  readonly add: (member: ShardMember) => Promise<number>;
  /** How many bytes it has so far. */
  readonly bytes: () => number;
  readonly finish: () => Promise<DataFile>;
  /** Leaves nothing of it. */
  readonly discard: () => Promise<void>;
}

export interface ShardOptions {
  readonly folder: string;
  readonly name: string;
  /** Called before each change of the folder: throws where this process may make none any more. */
  readonly confirm: () => Promise<void>;
}

/** The same pictures make the same bytes: no time, no owner. */
export const createShard = async ({ folder, name, confirm }: ShardOptions): Promise<ShardWriter> => {
  const path = join(folder, name);
  const beside = `${path}.new`;
  await confirm();
  const file = await open(beside, 'w');
  const hash = createHash('sha256');
  let written = 0;
  const write = async (content: Buffer): Promise<void> => {
    await confirm();
    await namingPath(beside, () => file.writeFile(content));
    hash.update(content);
    written += content.length;
  };
  return {
    add: async ({ key, extension, bytes, label }) => {
      const offset = written + block;
      const photo = tarMember(`${key}.${extension}`, bytes);
      await write(Buffer.concat([...photo, ...tarMember(`${key}.cls`, Buffer.from(String(label)))]));
      return offset;
    },
    bytes: () => written,
    finish: async () => {
      await write(Buffer.alloc(2 * block));
      await namingPath(beside, () => file.sync());
      await file.close();
      await confirm();
      await renameDurably(beside, path);
      return { name, bytes: written, sha256: hash.digest('hex') };
    },
    discard: async () => {
      await file.close().catch(() => undefined);
      await confirm();
      await rm(beside, { force: true });
    },
  };
};

/** A member of a tar file: header, content, zeros to the end of the block. */
const tarMember = (path: string, content: Uint8Array): readonly Uint8Array[] => {
  const header = new Header({
    path,
    type: 'File',
    mode: 0o644,
    size: content.length,
    uid: 0,
    gid: 0,
    mtime: new Date(0),
  });
  const bytes = Buffer.alloc(block);
  if (header.encode(bytes)) throw new RangeError(`expected a name that fits in the header of a tar file, got ${path}`);
  return [bytes, content, Buffer.alloc((block - (content.length % block)) % block)];
};
