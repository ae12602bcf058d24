/** Whether an error is the system's: a full disk, say, or a file that may not be read. Those of the network are causes of others. */
export const isSystemError = (error: unknown): boolean => (error as NodeJS.ErrnoException).syscall !== undefined;
