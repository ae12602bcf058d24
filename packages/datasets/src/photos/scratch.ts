/** Makes room for so many bytes. */
export type Allocate = (length: number) => Uint8Array;

/** Bytes of their own for everybody who asks. */
export const newBytes: Allocate = (length) => new Uint8Array(length);

/** No more is kept: a photograph of 5 million pixels. */
const mostKept = 2 ** 24;

/**
 * The same bytes for everybody who asks, as they were left: for one user after the other. Megabytes that are new for every
 * photograph have V8 collect garbage all the time, which takes longer than resizing.
 */
export const createScratch = (): Allocate => {
  let kept = newBytes(0);
  return (length) => {
    if (length > mostKept) return newBytes(length);
    if (length > kept.length) kept = newBytes(Math.min(2 * length, mostKept));
    return kept.subarray(0, length);
  };
};
