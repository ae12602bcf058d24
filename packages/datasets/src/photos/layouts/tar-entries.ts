import type { FileHandle } from 'node:fs/promises';
import { Header } from 'tar';
import { PhotoSetError } from '../photo-set-error.js';

const block = 512;

/** A stretch of an open file: a tar archive, or one inside another. */
export interface Archive {
  readonly handle: FileHandle;
  /** For people. */
  readonly path: string;
  /** Of the file at `path`, where it begins in `handle`, in bytes. */
  readonly start: number;
  readonly size: number;
}

/** A file in an archive, where it lies. */
export interface TarEntry {
  /** Without folders. */
  readonly name: string;
  /** Of its content in the open file. */
  readonly start: number;
  readonly size: number;
}

/**
 * The files of an uncompressed tar archive, found from header to header without reading what lies between. A
 * `PhotoSetError` where it is no tar archive, or half of one.
 */
export const tarEntries = async (archive: Archive): Promise<readonly TarEntry[]> => {
  const { start, size } = archive;
  const entries: TarEntry[] = [];
  const buffer = Buffer.alloc(block);
  for (let at = start; ;) {
    // Two blocks of zeros end an archive; some writers leave them out.
    if (at === start + size && entries.length > 0) return entries;
    if (at + block > start + size) throw half(archive, at - start + block);
    await readFully(archive, buffer, at);
    const header = new Header(buffer, 0);
    if (header.nullBlock && at > start) return entries;
    if (!header.cksumValid) throw notTar(archive, at - start);
    const bytes = header.size ?? 0;
    const content = at + block;
    if (content + bytes > start + size) throw half(archive, content + bytes - start);
    if (header.type === 'File' || header.type === 'OldFile') {
      entries.push({ name: (header.path ?? '').replace(/^.*\//, ''), start: content, size: bytes });
    }
    at = content + block * Math.ceil(bytes / block);
  }
};

/** The content of a file in an archive. */
export const readEntry = async (archive: Archive, entry: TarEntry): Promise<Buffer> => {
  const content = Buffer.alloc(entry.size);
  await readFully(archive, content, entry.start);
  return content;
};

const readFully = async (archive: Archive, destination: Buffer, position: number): Promise<void> => {
  for (let read = 0; read < destination.length;) {
    const { bytesRead } = await archive.handle.read(destination, read, destination.length - read, position + read);
    if (bytesRead === 0) throw half(archive, position + destination.length - archive.start);
    read += bytesRead;
  }
};

const half = ({ path, size }: Archive, expected: number): PhotoSetError =>
  new PhotoSetError(
    `${path}: expected an archive of at least ${expected} bytes, found ${size}: part of it is missing; download it to the end`,
  );

const notTar = ({ path }: Archive, at: number): PhotoSetError =>
  new PhotoSetError(
    at === 0
      ? `${path}: expected an uncompressed tar archive, found another file; download it again`
      : `${path}: expected the header of a file at byte ${at}, found other bytes: the archive is damaged; download it again`,
  );
