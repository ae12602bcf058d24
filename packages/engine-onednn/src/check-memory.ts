import { totalmem } from 'node:os';

/** Bytes that this process may have at most: the machine's, or its container's where that has a limit. */
export const memoryLimit = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity);

export interface MemoryNeed {
  /** The network. */
  readonly name: string;
  readonly batchSize: number;
  readonly bytes: number;
}

/** Throws a `RangeError` for a session that needs more than there is: the system would end the process. */
export const checkMemory = ({ name, batchSize, bytes }: MemoryNeed, limit = memoryLimit()): void => {
  if (bytes <= limit) return;
  const [needed, found] = [bytes, limit].map((value) => (value / 2 ** 30).toFixed(1));
  throw new RangeError(
    `${name} on mini-batches of ${batchSize} needs ${needed} GiB of memory, and this machine has ${found} GiB: ` +
      'take a smaller mini-batch or another machine',
  );
};
