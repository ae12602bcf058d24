import { describe, expect, test } from '@jest/globals';
import { matFile } from './mat-file.fixture.js';
import { readMatStructs } from './mat-file.js';

const structs = [
  { ILSVRC2012_ID: 1, WNID: 'n02119789', words: 'kit fox, Vulpes macrotis', num_children: 0 },
  { ILSVRC2012_ID: 1860, WNID: 'n00001740', words: '', num_children: 3 },
];

describe('structures in a MATLAB file', () => {
  test('are read field by field', () => {
    expect(readMatStructs('meta.mat', matFile('synsets', structs), 'synsets')).toEqual(structs);
  });

  test('are found by the name of their variable', () => {
    expect(() => readMatStructs('meta.mat', matFile('others', structs), 'synsets')).toThrow(
      'meta.mat: expected structures synsets, found none',
    );
  });

  test('are refused where the file is cut off', () => {
    const file = matFile('synsets', structs);
    expect(() => readMatStructs('meta.mat', file.subarray(0, file.length - 20), 'synsets')).toThrow(
      'meta.mat: expected a whole MATLAB 5 file',
    );
  });

  test('are refused where the file is another', () => {
    expect(() => readMatStructs('meta.mat', Buffer.from('<html>'), 'synsets')).toThrow(
      'expected a little-endian MATLAB 5',
    );
  });
});
