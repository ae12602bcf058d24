const ofFullDisk = new Set(['EDQUOT', 'EFBIG', 'ENOSPC']);
const ofDisk = new Set([...ofFullDisk, 'EACCES', 'EIO', 'EMFILE', 'ENAMETOOLONG', 'EPERM', 'EROFS']);

/** A firewall answers some of these with EPERM or EACCES. */
const ofNetwork = new Set(['bind', 'connect', 'getaddrinfo', 'listen', 'send', 'sendto']);

const ofMissing = new Set(['ENOENT', 'ENOTDIR']);

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? '';

/** Whether an error is the system's. */
export const isSystemError = (error: unknown): boolean => (error as NodeJS.ErrnoException).syscall !== undefined;

/** Whether an error says that nothing lies at a path, or that a file lies where a folder on the way to it should be. */
export const isMissing = (error: unknown): boolean => ofMissing.has(codeOf(error));

/** Takes the error of reading something that is not there, and throws any other again. */
export const nullIfMissing = (error: unknown): null => {
  if (isMissing(error)) return null;
  throw error;
};

/** Whether an error is of the disk, and not of the network: it is full, say, or may not be written. */
export const isDiskError = (error: unknown): boolean =>
  ofDisk.has(codeOf(error)) && !ofNetwork.has((error as NodeJS.ErrnoException).syscall ?? '');

/** Whether an error says that a file may not grow: the disk, a quota or the file system's largest file is full. */
export const isDiskFull = (error: unknown): error is Error => ofFullDisk.has(codeOf(error));
