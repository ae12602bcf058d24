import { inflateSync } from 'node:zlib';
import { PhotoSetError } from '../photo-set-error.js';

/** A value of a MATLAB structure: text, a number, or `null` for what is neither. */
export type MatValue = string | number | null;

/** Types of data elements: MAT-File Format, MathWorks, table 1-1. */
const matrixType = 14;
const compressedType = 15;
/** Classes of arrays, table 1-3. */
const structClass = 2;
const charClass = 4;

interface Element {
  readonly type: number;
  readonly data: Buffer;
}

/**
 * Reads the structures of an array variable in a MATLAB 5 file (little-endian, compressed or not), such as `synsets` of
 * the devkit's `meta.mat`. A `PhotoSetError` where there is none.
 */
export const readMatStructs = (
  path: string,
  file: Buffer,
  variable: string,
): readonly Readonly<Record<string, MatValue>>[] => {
  if (file.length < 128 || file.toString('latin1', 126, 128) !== 'IM') {
    throw new PhotoSetError(
      `${path}: expected a little-endian MATLAB 5 file, found another; take the devkit as it is published`,
    );
  }
  try {
    for (const element of elements(file.subarray(128))) {
      const found = element.type === compressedType ? elements(inflateSync(element.data))[0] : element;
      const array = found?.type === matrixType ? readArray(found.data) : null;
      if (array?.kind === 'structs' && array.name === variable) return array.structs;
    }
  } catch (error) {
    throw new PhotoSetError(`${path}: expected a whole MATLAB 5 file, found one that cannot be read to the end`, {
      cause: error,
    });
  }
  throw new PhotoSetError(`${path}: expected structures ${variable}, found none; take the devkit as it is published`);
};

/** The data elements that lie one after the other. */
const elements = (bytes: Buffer): readonly Element[] => {
  const found: Element[] = [];
  for (let at = 0; at + 8 <= bytes.length;) {
    const first = bytes.readUInt32LE(at);
    // Up to four bytes stand in the tag itself, their number in its upper half.
    const small = first >>> 16;
    const size = small === 0 ? bytes.readUInt32LE(at + 4) : small;
    const start = small === 0 ? at + 8 : at + 4;
    const type = first & 0xffff;
    if (start + size > bytes.length)
      throw new RangeError(`${size} bytes are announced, ${bytes.length - start} are there`);
    found.push({ type, data: bytes.subarray(start, start + size) });
    at = small === 0 ? start + (type === compressedType ? size : 8 * Math.ceil(size / 8)) : at + 8;
  }
  return found;
};

type MatArray =
  | { readonly kind: 'value'; readonly name: string; readonly value: MatValue }
  | {
      readonly kind: 'structs';
      readonly name: string;
      readonly structs: readonly Readonly<Record<string, MatValue>>[];
    };

/** Flags, dimensions, name, then the content by class. */
const readArray = (bytes: Buffer): MatArray => {
  const [flags, , nameElement, ...content] = elements(bytes);
  const name = nameElement?.data.toString('latin1') ?? '';
  const kind = flags?.data.readUInt8(0);
  if (kind === structClass) return { kind: 'structs', name, structs: readStructs(content) };
  const [data] = content;
  if (data === undefined) return { kind: 'value', name, value: null };
  return { kind: 'value', name, value: kind === charClass ? readText(data) : readNumber(data) };
};

const readStructs = ([nameLength, nameTable, ...values]: readonly Element[]): readonly Readonly<
  Record<string, MatValue>
>[] => {
  const length = nameLength?.data.readInt32LE(0) ?? 1;
  const table = nameTable?.data.toString('latin1') ?? '';
  const fields = Array.from({ length: table.length / length }, (_, at) =>
    table.slice(at * length, (at + 1) * length).replace(/\0.*$/s, ''),
  );
  const count = fields.length === 0 ? 0 : values.length / fields.length;
  return Array.from({ length: count }, (_, at) =>
    Object.fromEntries(fields.map((field, column) => [field, readValue(values[at * fields.length + column])])),
  );
};

const readValue = (element: Element | undefined): MatValue => {
  const array = element?.type === matrixType && element.data.length > 0 ? readArray(element.data) : null;
  return array?.kind === 'value' ? array.value : null;
};

/** UTF-16 (types 4 and 17) or bytes. */
const readText = ({ type, data }: Element): string => data.toString(type === 4 || type === 17 ? 'utf16le' : 'utf8');

/** The first number of an array; MATLAB stores whole numbers in the smallest type that holds them. */
const readNumber = ({ type, data }: Element): number | null => {
  const read = readers[type];
  return read === undefined || data.length === 0 ? null : read(data);
};

const readers: Readonly<Record<number, (data: Buffer) => number>> = {
  1: (data) => data.readInt8(0),
  2: (data) => data.readUInt8(0),
  3: (data) => data.readInt16LE(0),
  4: (data) => data.readUInt16LE(0),
  5: (data) => data.readInt32LE(0),
  6: (data) => data.readUInt32LE(0),
  7: (data) => data.readFloatLE(0),
  9: (data) => data.readDoubleLE(0),
};
