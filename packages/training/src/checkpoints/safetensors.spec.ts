import { describe, expect, test } from '@jest/globals';
import { decodeSafetensors, decodeTensors, encodeSafetensors, type TensorFile } from './safetensors.js';

const file: TensorFile = {
  tensors: new Map([
    ['a/weights', { shape: [2, 1], data: Float32Array.of(1, -2) }],
    ['a/bias', { shape: [1], data: Float32Array.of(0.5) }],
  ]),
  metadata: { iteration: '7' },
};

/** Written out by hand: 156 bytes of JSON, then spaces so that the numbers start at a multiple of eight. */
const header =
  '{"__metadata__":{"iteration":"7"},' +
  '"a/weights":{"dtype":"F32","shape":[2,1],"data_offsets":[0,8]},' +
  '"a/bias":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}';

describe('safetensors', () => {
  test('is a length, a header in JSON and the numbers', () => {
    const bytes = Buffer.from(encodeSafetensors(file));
    expect(bytes.subarray(0, 8).toString('hex')).toBe('a000000000000000');
    expect(bytes.subarray(8, 8 + 160).toString()).toBe(header.padEnd(160));
    expect(bytes.subarray(168).toString('hex')).toBe('0000803f' + '000000c0' + '0000003f');
  });

  test('reads what it writes, wherever it lies in memory', () => {
    const bytes = encodeSafetensors(file);
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeSafetensors(bytes, 'x')).toEqual(file);
    expect(decodeSafetensors(shifted.subarray(3), 'x')).toEqual(file);
    expect(decodeSafetensors(Buffer.from(bytes), 'x')).toEqual(file);
  });

  test('rejects a file that is cut short, in its header or its numbers', () => {
    const bytes = encodeSafetensors(file);
    expect(() => decodeSafetensors(bytes.subarray(0, -1), 'x')).toThrow('x: expected 4 bytes for a/bias, found 3');
    expect(() => decodeSafetensors(bytes.subarray(0, 20), 'x')).toThrow('header of 160 bytes, found a file of 20');
    expect(() => decodeSafetensors(bytes.subarray(0, 4), 'x')).toThrow('found a file of 4');
  });

  test('rejects numbers of another type', () => {
    const bytes = Buffer.from(encodeSafetensors(file));
    bytes.write('F16', bytes.indexOf('F32'));
    expect(() => decodeSafetensors(bytes, 'x')).toThrow('x: expected F32 for a/weights, found F16');
  });

  test.each([
    ['{"__metadata__"', '["__metadata__"', 'x: expected a safetensors header of JSON, found one that begins with "'],
    ['[2,1]', '"2"  ', 'x: expected dtype, shape and data_offsets of a/weights, found {'],
    ['[0,8]', '[-8,0', 'x: expected a safetensors header of JSON'],
    ['[8,12]', '[9,13]', 'x: expected 4 bytes for a/bias, found 3'],
    ['"dtype"', '"Dtype"', 'x: expected dtype, shape and data_offsets of a/weights'],
  ])('rejects a header in which %s became %s, in a sentence', (was, is, message) => {
    const bytes = Buffer.from(encodeSafetensors(file));
    bytes.write(is, bytes.indexOf(was));
    expect(() => decodeSafetensors(bytes, 'x')).toThrow(TypeError);
    expect(() => decodeSafetensors(bytes, 'x')).toThrow(message);
  });

  test.each([
    ['F64', Buffer.from(Float64Array.of(1.5, -0.1).buffer), [1.5, Math.fround(-0.1)]],
    ['F32', Buffer.from(Float32Array.of(1.5, -0.1).buffer), [1.5, Math.fround(-0.1)]],
    // One and a half, and the smallest number above zero.
    ['F16', Buffer.from(Uint16Array.of(0x3e00, 0x0001).buffer), [1.5, 2 ** -24]],
    ['F16', Buffer.from(Uint16Array.of(0xfc00, 0xc000).buffer), [-Infinity, -2]],
    ['BF16', Buffer.from(Uint16Array.of(0x3fc0, 0xc000).buffer), [1.5, -2]],
  ])('of others is read as float32 from %s, and whole numbers are left out', (dtype, numbers, expected) => {
    const entries = {
      weight: { dtype, shape: [2], data_offsets: [0, numbers.length] },
      num_batches_tracked: { dtype: 'I64', shape: [], data_offsets: [numbers.length, numbers.length + 8] },
    };
    const json = Buffer.from(JSON.stringify(entries));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(json.length));
    const { tensors } = decodeTensors(Buffer.concat([length, json, numbers, Buffer.alloc(8)]), 'x');
    expect([...tensors]).toEqual([['weight', { shape: [2], data: Float32Array.from(expected) }]]);
  });

  test('of others is rejected in a type that is no floating point', () => {
    const bytes = Buffer.from(encodeSafetensors(file));
    bytes.write('F8 ', bytes.indexOf('F32'));
    expect(() => decodeTensors(bytes, 'x')).toThrow('x: expected F64, F32, F16 or BF16 for a/weights, found F8');
  });
});
