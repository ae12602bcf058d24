/** What the system's answers mean. */
const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission is denied',
  EDQUOT: 'the quota of the user is used up',
  EFBIG: 'files may not become that large here (see `ulimit -f`)',
  EIO: 'the disk could not be read or written (input/output error)',
  EISDIR: 'it is a folder',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'there is no such file or folder',
  ENOSPC: 'no space is left on the disk',
  ENOTDIR: 'what should be a folder on the way to it is a file',
  EPERM: 'the system does not permit it',
  EROFS: 'the disk is read-only',
};

const actions: Readonly<Record<string, string>> = {
  ...{ access: 'use', open: 'open', read: 'read', scandir: 'list', stat: 'find', lstat: 'find' },
  ...{ mkdir: 'make the folder', rename: 'rename', rm: 'remove', unlink: 'remove', rmdir: 'remove' },
  ...{ write: 'write', fsync: 'write', ftruncate: 'write', copyfile: 'copy' },
};

/**
 * An error of the system in words, with its path: `cannot write /runs/a/run.json: no space is left on the disk`; `null`
 * for any other.
 */
export const describeSystemError = (error: Error): string | null => {
  const { code, syscall, path } = error as NodeJS.ErrnoException;
  const reason = code === undefined ? undefined : reasons[code];
  if (reason === undefined || syscall === undefined) return null;
  const action = actions[syscall] ?? syscall;
  // A file is written beside its name first: see `writeDurably`.
  const named = path?.replace(/\.[0-9a-f]{8}\.new$/, '');
  return `cannot ${named === undefined ? action : `${action} ${named}`}: ${reason}`;
};
