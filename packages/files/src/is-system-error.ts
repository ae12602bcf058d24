const ofDisk = new Set(['EACCES', 'EDQUOT', 'EFBIG', 'EIO', 'EMFILE', 'ENAMETOOLONG', 'ENOSPC', 'EPERM', 'EROFS']);

/** Whether an error is the system's. */
export const isSystemError = (error: unknown): boolean => (error as NodeJS.ErrnoException).syscall !== undefined;

/** Whether an error is of the disk, and not of the network: it is full, say, or may not be written. */
export const isDiskError = (error: unknown): boolean => ofDisk.has((error as NodeJS.ErrnoException).code ?? '');
