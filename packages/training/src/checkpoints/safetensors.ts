/** Numbers with a shape, row by row. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** What a safetensors file holds: float32 tensors by name, and strings by name. */
export interface TensorFile {
  readonly tensors: ReadonlyMap<string, Tensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

interface HeaderEntry {
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Begin and end, counted from the end of the header. */
  readonly data_offsets: readonly [number, number];
}

/** Bytes before the header: its length as a little-endian 64-bit number. */
const prefixBytes = 8;

/** The bytes of a safetensors file: the length of the header, the header in JSON, then every tensor's numbers. */
export const encodeSafetensors = ({ tensors, metadata }: TensorFile): Uint8Array => {
  let offset = 0;
  const entries = [...tensors].map(([name, { shape, data }]): [string, HeaderEntry] => {
    const begin = offset;
    offset += data.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, offset] }];
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(entries) });
  const header = Buffer.from(json + ' '.repeat(-Buffer.byteLength(json) & 7));
  const prefix = Buffer.alloc(prefixBytes);
  prefix.writeBigUInt64LE(BigInt(header.length));
  const numbers = [...tensors.values()].map(
    ({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
  );
  return Buffer.concat([prefix, header, ...numbers]);
};

/** Reads a safetensors file of float32 tensors; throws a `TypeError` naming the file for anything else. */
export const decodeSafetensors = (bytes: Uint8Array, file: string): TensorFile =>
  readTensors(bytes, file, ({ dtype, bytes: numbers, name }) => {
    if (dtype === 'F32') return toFloat32(numbers);
    throw new TypeError(`${file}: expected F32 for ${name}, found ${dtype}`);
  });

/**
 * Reads a safetensors file that others wrote: floating point of any width as float32; whole numbers, which are counts,
 * are left out.
 */
export const decodeTensors = (bytes: Uint8Array, file: string): TensorFile =>
  readTensors(bytes, file, ({ dtype, bytes: numbers, name }) => {
    const convert = conversions[dtype];
    if (convert !== undefined) return convert(numbers);
    if (/^(I|U|BOOL)/.test(dtype)) return null;
    throw new TypeError(`${file}: expected F64, F32, F16 or BF16 for ${name}, found ${dtype}`);
  });

/** The numbers of a tensor as they lie in the file. */
interface StoredTensor {
  readonly name: string;
  readonly dtype: string;
  readonly bytes: Uint8Array;
}

const readTensors = (
  bytes: Uint8Array,
  file: string,
  decode: (stored: StoredTensor) => Float32Array | null,
): TensorFile => {
  const { header, numbers } = splitHeader(bytes, file);
  const { __metadata__: metadata = {}, ...entries } = header;
  const tensors = Object.entries(entries).flatMap(([name, entry]): [string, Tensor][] => {
    const { dtype, shape, data_offsets } = checkedEntry(entry, name, file);
    const [begin, end] = data_offsets;
    const data = decode({ name, dtype, bytes: numbers.subarray(begin, end) });
    if (data === null) return [];
    const size = shape.reduce((product, n) => product * n, 1) * (bytesOf[dtype] ?? 4);
    if (end - begin !== size || end > numbers.length) {
      throw new TypeError(
        `${file}: expected ${size} bytes for ${name}, found ${Math.min(end, numbers.length) - begin}`,
      );
    }
    return [[name, { shape, data }]];
  });
  return { tensors: new Map(tensors), metadata: metadata as Record<string, string> };
};

const bytesOf: Readonly<Record<string, number>> = { F64: 8, F32: 4, F16: 2, BF16: 2 };

/** A copy of whole numbers of `size` bytes, since they need not be aligned in the file. */
const aligned = (bytes: Uint8Array, size: number): ArrayBuffer =>
  Uint8Array.from(bytes.subarray(0, bytes.length - (bytes.length % size))).buffer;

const toFloat32 = (bytes: Uint8Array): Float32Array => new Float32Array(aligned(bytes, 4));

const conversions: Readonly<Record<string, (bytes: Uint8Array) => Float32Array>> = {
  F64: (bytes) => Float32Array.from(new Float64Array(aligned(bytes, 8))),
  F32: toFloat32,
  F16: (bytes) => Float32Array.from(new Uint16Array(aligned(bytes, 2)), halfToFloat),
  // The upper half of a float32.
  BF16: (bytes) => new Float32Array(Uint32Array.from(new Uint16Array(aligned(bytes, 2)), (bits) => bits << 16).buffer),
};

/** IEEE 754 binary16: a sign, 5 bits of exponent, 10 of fraction. */
const halfToFloat = (bits: number): number => {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
};

const checkedEntry = (entry: unknown, name: string, file: string): HeaderEntry => {
  const { dtype, shape, data_offsets: offsets } = (entry ?? {}) as Partial<Record<keyof HeaderEntry, unknown>>;
  if (typeof dtype === 'string' && isCounts(shape) && isCounts(offsets) && offsets.length === 2)
    return entry as HeaderEntry;
  throw new TypeError(`${file}: expected dtype, shape and data_offsets of ${name}, found ${JSON.stringify(entry)}`);
};

const isCounts = (value: unknown): value is readonly number[] =>
  Array.isArray(value) && value.every((count) => Number.isSafeInteger(count) && count >= 0);

const splitHeader = (bytes: Uint8Array, file: string): { header: Record<string, unknown>; numbers: Uint8Array } => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < prefixBytes ? Infinity : Number(view.getBigUint64(0, true));
  const begin = prefixBytes + length;
  if (begin > bytes.length) {
    throw new TypeError(`${file}: expected a safetensors header of ${length} bytes, found a file of ${bytes.length}`);
  }
  return { header: parseHeader(bytes.subarray(prefixBytes, begin), file), numbers: bytes.subarray(begin) };
};

const parseHeader = (bytes: Uint8Array, file: string): Record<string, unknown> => {
  const json = new TextDecoder().decode(bytes);
  try {
    const header: unknown = JSON.parse(json);
    if (typeof header === 'object' && header !== null) return header as Record<string, unknown>;
  } catch {
    // Said below: the position in a header of a thousand tensors tells nobody anything.
  }
  throw new TypeError(
    `${file}: expected a safetensors header of JSON, found one that begins with ${JSON.stringify(json.slice(0, 40))}`,
  );
};
