/** Notes which images of a set a network gets wrong. */
export interface Misclassified {
  readonly note: (image: number, wrong: boolean) => void;
  /** A bit for each image in the order of the set, the lowest of each byte first, as base64. */
  readonly text: () => string;
}

/** None of so many images noted as wrong yet. */
export const createMisclassified = (images: number): Misclassified => {
  const bits = new Uint8Array(Math.ceil(images / 8));
  return {
    note: (image, wrong) => {
      if (wrong) bits[image >> 3] = (bits[image >> 3] ?? 0) | (1 << (image & 7));
    },
    text: () => Buffer.from(bits).toString('base64'),
  };
};
