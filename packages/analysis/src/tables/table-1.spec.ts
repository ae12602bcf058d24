import { expect, test } from '@jest/globals';
import { table1 } from './table-1.js';

const { columns, rows } = table1();
const row = (name: string): readonly unknown[] => rows.find(([first]) => first === name) ?? [];

test('Table 1 has the output sizes and blocks of the paper', () => {
  expect(columns.map(({ name }) => name)).toEqual([
    ...['layers', 'output size'],
    ...[18, 34, 50, 101, 152].map((depth) => `${depth} layers`),
  ]);
  expect(row('conv1 and max pooling').slice(1, 3)).toEqual(['56x56', '7x7, 64, stride 2; 3x3 max pooling, stride 2']);
  expect(row('conv2_x')).toEqual([
    ...['conv2_x', '56x56', '(3x3, 64; 3x3, 64) x 2', '(3x3, 64; 3x3, 64) x 3'],
    ...Array.from({ length: 3 }, () => '(1x1, 64; 3x3, 64; 1x1, 256) x 3'),
  ]);
  expect(row('conv4_x').slice(1)).toEqual([
    ...['14x14', '(3x3, 256; 3x3, 256) x 2', '(3x3, 256; 3x3, 256) x 6'],
    ...[6, 23, 36].map((blocks) => `(1x1, 256; 3x3, 256; 1x1, 1024) x ${blocks}`),
  ]);
  expect(row('conv5_x')[1]).toBe('7x7');
  expect(row('classifier').slice(1, 3)).toEqual(['1x1', 'average pooling; 1000-way fully connected, softmax']);
});

test('Table 1 has the printed multiply-adds beside the computed ones', () => {
  expect(row('multiply-adds, paper').slice(2)).toEqual(['1.8e9', '3.6e9', '3.8e9', '7.6e9', '11.3e9']);
  expect(row('multiply-adds, computed').slice(2)).toEqual(['1.795e9', '3.644e9', '3.858e9', '7.570e9', '11.282e9']);
  expect(row('parameters, computed').slice(2)).toEqual([
    ...['11,515,688', '21,623,848', '25,557,032', '44,549,160', '60,192,808'],
  ]);
});
