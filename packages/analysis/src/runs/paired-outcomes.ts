import type { Run } from '@resnet/run-log';
import { imagesCounted } from './images-counted.js';

/** How two networks did on the same images. */
export interface PairedOutcomes {
  readonly bothWrong: number;
  readonly onlyFirstWrong: number;
  readonly onlySecondWrong: number;
  readonly bothRight: number;
}

/**
 * How two runs did on the test images; `null` where a run has not recorded which were wrong, or the images are not the
 * same.
 */
export const pairedOutcomes = (first: Run, second: Run): PairedOutcomes | null => {
  const images = imagesCounted(first, 'test');
  if (imagesCounted(second, 'test') !== images) return null;
  const [a, b] = [wrongImages(first), wrongImages(second)];
  const bytes = Math.ceil(images / 8);
  if (a?.length !== bytes || b?.length !== bytes || !sameChecksums(first, second)) return null;
  const count = (of: (byte: number) => number): number =>
    Array.from({ length: bytes }, (_, byte) => ones(of(byte))).reduce((sum, one) => sum + one, 0);
  const bothWrong = count((byte) => (a[byte] ?? 0) & (b[byte] ?? 0));
  const onlyFirstWrong = count((byte) => (a[byte] ?? 0) & ~(b[byte] ?? 0));
  const onlySecondWrong = count((byte) => ~(a[byte] ?? 0) & (b[byte] ?? 0));
  return {
    bothWrong,
    onlyFirstWrong,
    onlySecondWrong,
    bothRight: images - bothWrong - onlyFirstWrong - onlySecondWrong,
  };
};

const wrongImages = ({ record: { final } }: Run): Uint8Array | null =>
  final?.misclassified === undefined ? null : bytesOf(final.misclassified);

/** Base64 decoded by what browsers have too; `null` where it is none. */
const bytesOf = (base64: string): Uint8Array | null => {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
};

/** Whether two runs read the same files of images. */
export const sameChecksums = (first: Run, second: Run): boolean => {
  const [a, b] = [first, second].map(({ record }) => JSON.stringify(Object.entries(record.dataset.checksums).sort()));
  return a === b;
};

/** The ones among the lowest eight bits. */
const ones = (byte: number): number => {
  let count = 0;
  for (let left = byte & 0xff; left > 0; left >>= 1) count += left & 1;
  return count;
};
