import { batchesAhead } from './photo-batches.js';

/** Room for numbers that several threads write and read. */
export interface SharedRoom {
  /** For so many numbers, which are not cleared. */
  readonly roomFor: (numbers: number) => Float32Array;
  /** Takes back room that nobody uses any more. */
  readonly recycle: (room: Float32Array) => void;
}

/** What is made ahead, and one that is in use. */
const mostKept = batchesAhead + 1;

/**
 * Room that is used again. Megabytes that are new for every mini-batch have V8 collect garbage all the time, which takes as
 * much processor time as decoding.
 */
export const createSharedRoom = (): SharedRoom => {
  /** The largest first. */
  const kept: SharedArrayBuffer[] = [];
  const roomFor = (numbers: number): Float32Array => {
    const bytes = numbers * Float32Array.BYTES_PER_ELEMENT;
    const at = kept.findLastIndex((memory) => memory.byteLength >= bytes);
    const [memory = new SharedArrayBuffer(bytes)] = at < 0 ? [] : kept.splice(at, 1);
    return new Float32Array(memory, 0, numbers);
  };
  const recycle = ({ buffer }: Float32Array): void => {
    const memory = buffer as SharedArrayBuffer;
    if (kept.includes(memory)) return;
    kept.push(memory);
    kept.sort((one, other) => other.byteLength - one.byteLength).splice(mostKept);
  };
  return { roomFor, recycle };
};
