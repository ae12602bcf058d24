import { memoryLimit } from '@resnet/engine';

export interface MemoryNeed {
  /** The network. */
  readonly name: string;
  /** Images computed in one pass. */
  readonly batchSize: number;
  /** Statistics groups that these are; one where not given. */
  readonly groupsAtOnce?: number;
  readonly bytes: number;
}

/** Throws a `RangeError` for a session that needs more than there is: the system would end the process. */
export const checkMemory = ({ groupsAtOnce = 1, ...need }: MemoryNeed, limit = memoryLimit()): void => {
  const { name, batchSize, bytes } = need;
  if (bytes <= limit) return;
  const [needed, found] = [bytes, limit].map((value) => (value / 2 ** 30).toFixed(1));
  const images = groupsAtOnce === 1 ? `mini-batches of ${batchSize}` : `${groupsAtOnce} statistics groups at once`;
  const advice =
    groupsAtOnce === 1
      ? 'take a smaller mini-batch or another machine'
      : `compute fewer than ${groupsAtOnce} groups at once (\`--groups-at-once\` of \`resnet run\`), or take another machine`;
  throw new RangeError(
    `${name} on ${images} needs ${needed} GiB of memory, and this machine has ${found} GiB: ${advice}`,
  );
};
