import * as files from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';

/** One change of a file system, by paths relative to a root. */
export type FileChange =
  | { readonly kind: 'folder' | 'empty-file' | 'remove'; readonly path: string }
  | { readonly kind: 'append'; readonly path: string; readonly bytes: Buffer }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string };

/** A stand-in for node:fs/promises that writes down, in their order, the changes made below a root. */
export interface RecordedFiles {
  readonly module: typeof files;
  /** So far; those of locks are left out, which a process that died leaves to others. */
  readonly changes: readonly FileChange[];
}

export const recordFiles = (root: string): RecordedFiles => {
  const changes: FileChange[] = [];
  const record = (change: FileChange): void => {
    const paths = 'path' in change ? [change.path] : [change.from, change.to];
    if (!paths.some((path) => path.startsWith('..') || path.includes('run.lock'))) changes.push(change);
  };
  const local = (path: unknown): string => relative(root, String(path));

  const open: typeof files.open = async (path, flags, mode) => {
    const file = await files.open(path, flags, mode);
    if (flags === 'w') record({ kind: 'empty-file', path: local(path) });
    const writing = <Write extends (content: never) => Promise<void>>(write: Write): Write =>
      (async (content: string | Uint8Array) => {
        await write(content as never);
        record({ kind: 'append', path: local(path), bytes: Buffer.from(content as string) });
      }) as unknown as Write;
    return Object.assign(file, {
      writeFile: writing(file.writeFile.bind(file)),
      appendFile: writing(file.appendFile.bind(file)),
    });
  };
  const rm: typeof files.rm = async (path, options) => {
    // One by one, as `rm -r` does: a process may die in the midst of it.
    const names = await files.readdir(String(path)).catch(() => []);
    for (const name of names) record({ kind: 'remove', path: local(join(String(path), name)) });
    record({ kind: 'remove', path: local(path) });
    await files.rm(path, options);
  };
  const rename: typeof files.rename = async (from, to) => {
    await files.rename(from, to);
    record({ kind: 'rename', from: local(from), to: local(to) });
  };
  const mkdir = (async (path: string, options?: { readonly recursive?: boolean }) => {
    await files.mkdir(path, options);
    record({ kind: 'folder', path: local(path) });
  }) as unknown as typeof files.mkdir;
  return { module: { ...files, open, rm, rename, mkdir }, changes };
};

/** Makes changes again, below another root. */
export const replay = async (root: string, changes: readonly FileChange[]): Promise<void> => {
  for (const change of changes) await make(root, change);
};

const make = async (root: string, change: FileChange): Promise<unknown> => {
  switch (change.kind) {
    case 'folder':
      return files.mkdir(join(root, change.path), { recursive: true });
    case 'empty-file':
      await files.mkdir(dirname(join(root, change.path)), { recursive: true });
      return files.writeFile(join(root, change.path), '');
    case 'append':
      return files.appendFile(join(root, change.path), change.bytes);
    case 'remove':
      return files.rm(join(root, change.path), { recursive: true, force: true });
    case 'rename':
      return files.rename(join(root, change.from), join(root, change.to));
    default:
      return change satisfies never;
  }
};
