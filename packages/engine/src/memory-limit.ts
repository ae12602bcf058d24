import { totalmem } from 'node:os';

/** Bytes that this process may have at most: the machine's, or its container's where that has a limit. */
export const memoryLimit = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity);
