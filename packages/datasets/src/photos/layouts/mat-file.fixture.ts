import { deflateSync } from 'node:zlib';

/** A structure as MATLAB holds it: text and whole numbers by field. */
export type MatStruct = Readonly<Record<string, string | number>>;

/** A MATLAB 5 file with one array of structures, compressed as MATLAB writes it. */
export const matFile = (variable: string, structs: readonly MatStruct[]): Buffer => {
  const header = Buffer.alloc(128, ' ');
  header.write('MATLAB 5.0 MAT-file');
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126);
  const content = deflateSync(
    array({ kind: 2, name: variable, size: [structs.length, 1], content: structContent(structs) }),
  );
  const tag = Buffer.alloc(8);
  tag.writeUInt32LE(15, 0);
  tag.writeUInt32LE(content.length, 4);
  return Buffer.concat([header, tag, content]);
};

/** Data elements: those of up to four bytes lie in their tag. */
const element = (type: number, data: Buffer): Buffer => {
  if (data.length <= 4 && data.length > 0 && type !== 14) {
    const small = Buffer.alloc(8);
    small.writeUInt16LE(type, 0);
    small.writeUInt16LE(data.length, 2);
    data.copy(small, 4);
    return small;
  }
  const tag = Buffer.alloc(8);
  tag.writeUInt32LE(type, 0);
  tag.writeUInt32LE(data.length, 4);
  return Buffer.concat([tag, data, Buffer.alloc((8 - (data.length % 8)) % 8)]);
};

const int32 = (...values: readonly number[]): Buffer => Buffer.from(Int32Array.from(values).buffer);

interface MatArray {
  /** 2 for structures, 4 for text, 6 for numbers. */
  readonly kind: number;
  readonly name: string;
  readonly size: readonly [rows: number, columns: number];
  readonly content: readonly Buffer[];
}

const array = ({ kind, name, size, content }: MatArray): Buffer =>
  element(
    14,
    Buffer.concat([element(6, int32(kind, 0)), element(5, int32(...size)), element(1, Buffer.from(name)), ...content]),
  );

const structContent = (structs: readonly MatStruct[]): readonly Buffer[] => {
  const fields = Object.keys(structs[0] ?? {});
  const names = Buffer.alloc(32 * fields.length);
  fields.forEach((field, at) => names.write(field, 32 * at));
  const values = structs.flatMap((struct) => fields.map((field) => value(struct[field] ?? 0)));
  return [element(5, int32(32)), element(1, names), ...values];
};

const value = (content: string | number): Buffer =>
  typeof content === 'string'
    ? array({ kind: 4, name: '', size: [1, content.length], content: [element(4, Buffer.from(content, 'utf16le'))] })
    : array({ kind: 6, name: '', size: [1, 1], content: [element(4, Buffer.from(Uint16Array.of(content).buffer))] });
