import { describe, expect, test } from '@jest/globals';
import { evaluationCsv, trainingCsv } from './columns.js';
import { formatHeader, formatRow, parseRows } from './csv.js';

const training = [20, 40].map((iteration) => ({ iteration, epoch: 0.1, rate: 0.1, loss: 2, error: 50 }));
const evaluation = ['single-view', '10-crop'].map(
  (protocol) => ({ iteration: 40, split: 'test', protocol, loss: 1, top1Error: 2, top5Error: 1 }) as const,
);

describe.each([
  ['training.csv', trainingCsv, training],
  ['evaluation.csv', evaluationCsv, evaluation],
] as const)('%s', (name, csv, rows) => {
  // The two files differ in their rows only.
  const file = csv as typeof trainingCsv;
  const lines = (rows as typeof training).map((row) => formatRow(file, row));
  const text = formatHeader(file) + lines.join('');

  test('that was cut anywhere holds its rows up to the last whole one', () => {
    for (let length = 0; length <= text.length; length++) {
      const cut = text.slice(0, length);
      const whole = rows.slice(0, Math.max(0, cut.split('\n').length - 2));
      for (const tail of ['', '\0', '\0'.repeat(4096)]) {
        const found = cut + tail;
        expect(parseRows(file, found, name)).toEqual({ rows: whole, torn: found !== '' && !found.endsWith('\n') });
      }
    }
  });
});
