import type { Program } from '@resnet/engine';

/** Channels that fill the vectors of every instruction set. */
const fullVectors = 16;

/**
 * Throws a `RangeError` for a program that this version of oneDNN computes wrongly. Version 3.7.2 (Debian 13) fails the
 * conformance suite where a convolution has channels that do not fill vectors, forward in bf16 and backward in float32;
 * with full ones, as in every network of the paper, it passes. Versions 2.6.3 and 3.12.1 pass all of it.
 */
export const checkKnownFaults = (version: string, { operations, values, input }: Program): void => {
  if (!hasWrongTails(version)) return;
  for (const operation of operations) {
    if (operation.kind !== 'convolution') continue;
    for (const value of [operation.src, operation.dst]) {
      const { channels } = values[value] ?? input;
      if (value === 0 || channels % fullVectors === 0) continue;
      throw new RangeError(
        `oneDNN ${version} computes convolutions wrongly unless channels are multiples of ${fullVectors}, ` +
          `${operation.path} has ${channels}: use oneDNN 3.12 or later, or 2.x`,
      );
    }
  }
};

const hasWrongTails = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor < 12;
};
