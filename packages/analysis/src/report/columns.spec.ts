import { describe, expect, it } from '@jest/globals';
import { toColumns, toRows } from './columns.js';

const rows = [
  { iteration: 100, error: 70.5, epoch: 0.25 },
  { iteration: 200, error: 60, epoch: 0.5 },
];

describe('rows as columns', () => {
  it('hold the named properties alone', () => {
    expect(toColumns(rows, ['iteration', 'error'])).toEqual({ iteration: [100, 200], error: [70.5, 60] });
  });

  it('become the same rows again', () => {
    expect(toRows(toColumns(rows, ['iteration', 'error', 'epoch']))).toEqual(rows);
    expect(toRows(toColumns([], ['iteration']))).toEqual([]);
  });
});
