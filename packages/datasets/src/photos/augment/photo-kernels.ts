import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What `kernels/photo-kernels.ts` exports, which says what each does. Places are bytes from the start of `memory`. */
interface Exports {
  readonly resizeColumns: (
    source: number,
    sourceRow: number,
    rows: number,
    first: number,
    weights: number,
    taps: number,
    width: number,
    target: number,
    targetRow: number,
  ) => void;
  readonly resizeRows: (
    source: number,
    rowLength: number,
    first: number,
    weights: number,
    taps: number,
    height: number,
    target: number,
  ) => void;
  readonly writeView: (
    source: number,
    sourceRow: number,
    sourceStep: number,
    shifted: number,
    mean: number,
    meanRow: number,
    meanStep: number,
    redScale: number,
    greenScale: number,
    blueScale: number,
    width: number,
    height: number,
    target: number,
  ) => void;
}

/** Loops over pixels in WebAssembly, and the memory that they work in. */
export interface PhotoKernels extends Exports {
  /**
   * Copies arrays into memory, leaves room of so many bytes where a number is given, and returns their places. Behind each
   * is the room that vectors need. What lay there before is gone.
   */
  readonly place: <Name extends string>(
    contents: Readonly<Record<Name, ArrayBufferView | number>>,
  ) => Readonly<Record<Name, number>>;
  readonly write: (place: number, source: Uint8Array) => void;
  readonly read: (place: number, target: Uint8Array | Float32Array) => void;
}

let loaded: PhotoKernels | undefined;

/** The kernels of this thread, compiled when first asked for. */
export const photoKernels = (): PhotoKernels => (loaded ??= load());

const pageBytes = 2 ** 16;
const vectorBytes = 16;

/** The next length that vectors fill. */
export const wholeVectors = (length: number): number => Math.ceil(length / vectorBytes) * vectorBytes;

function load(): PhotoKernels {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(readKernels()), { env: { memory } });
  const bytesAt = (place: number, length: number): Uint8Array => new Uint8Array(memory.buffer, place, length);
  const write = (place: number, source: Uint8Array): void => bytesAt(place, source.length).set(source);
  return {
    ...(instance.exports as Exports),
    place: (contents) => {
      const places = {} as Record<keyof typeof contents, number>;
      let end = 0;
      for (const name in contents) {
        const content = contents[name];
        places[name] = end;
        end += wholeVectors(typeof content === 'number' ? content : content.byteLength) + vectorBytes;
      }
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / pageBytes));
      for (const name in contents) {
        const content = contents[name];
        if (typeof content !== 'number') write(places[name], bytesOf(content));
      }
      return places;
    },
    write,
    read: (place, target) => bytesOf(target).set(bytesAt(place, target.byteLength)),
  };
}

/** The compiled loops; an `Error` where they are not built. */
function readKernels(): Uint8Array {
  const path = fileURLToPath(new URL('../../../build/photo-kernels.wasm', import.meta.url));
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new Error(`expected the loops over pixels in ${path}, found none: npm run build makes them`, { cause });
  }
}

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);
