import { describe, expect, test } from '@jest/globals';
import { csvFiles } from './columns.js';
import { formatHeader, formatRow, parseRows } from './csv.js';

const training = [20, 40].map((iteration) => ({
  iteration,
  epoch: 0.1,
  rate: 0.1,
  loss: 2,
  error: 50,
  top5Error: 20.5,
}));
const evaluation = ['single-view', '10-crop'].map(
  (protocol) => ({ iteration: 40, split: 'test', protocol, loss: 1, top1Error: 2, top5Error: 1 }) as const,
);

const signals = [
  {
    iteration: 0,
    layer: 'stem/conv1',
    gradientNorm: 633.25,
    weightNorm: 6.5e-7,
    outputVariance: 2,
    normalizedVariance: 1,
  },
  { iteration: 0, layer: 'head/fc1', gradientNorm: 0.5, weightNorm: 4, outputVariance: null, normalizedVariance: null },
];

describe.each([
  ['training.csv', csvFiles.training, training],
  ['evaluation.csv', csvFiles.evaluation, evaluation],
  ['signals.csv', csvFiles.signals, signals],
] as const)('%s', (name, csv, rows) => {
  // The files differ in their rows only.
  const file = csv as typeof csvFiles.training;
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

describe('training.csv of an older version', () => {
  const older = 'iteration,epoch,rate,loss,error\n';

  test.each([older, older.replace('\n', '\r\n'), `\uFEFF${older}`])(
    'is read from %j without top-5 errors',
    (header) => {
      const { rows } = parseRows(csvFiles.training, `${header}20,0.1,0.1,2,50\n`, 'a');
      expect(rows).toEqual([{ iteration: 20, epoch: 0.1, rate: 0.1, loss: 2, error: 50, top5Error: null }]);
    },
  );

  test('refuses a row of another version', () => {
    expect(() => parseRows(csvFiles.training, `${older}20,0.1,0.1,2,50,20\n`, 'a')).toThrow('expected 5 columns');
    expect(() => parseRows(csvFiles.training, `${formatHeader(csvFiles.training)}20,0.1,0.1,2,50\n`, 'a')).toThrow(
      'expected 6 columns',
    );
  });
});

describe('signals.csv', () => {
  const header = formatHeader(csvFiles.signals);
  const parse = (lines: readonly string[]) =>
    parseRows(csvFiles.signals, header + lines.map((line) => `${line}\n`).join(''), 'a');

  test('keeps six digits of numbers of any size, and nothing of what is not there', () => {
    const row = { iteration: 1, layer: 'a/b', gradientNorm: 1_234_567.8, weightNorm: 1.2345678e-9 };
    const line = formatRow(csvFiles.signals, { ...row, outputVariance: 1 / 3, normalizedVariance: null });
    expect(line).toBe('1,a/b,1234570,1.23457e-9,0.333333,\n');
  });

  test('refuses a layer that is there twice after one iteration', () => {
    const [stem, block] = ['0,stem/conv1,1,1,1,1', '0,block1/conv1,1,1,1,1'] as const;
    expect(parse([stem, block]).rows).toHaveLength(2);
    expect(() => parse([stem, block, stem])).toThrow('a row after that of iteration 0, block1/conv1');
  });

  test('refuses an empty cell where a number must be, and a layer without a name', () => {
    expect(() => parse(['0,stem/conv1,,1,1,1'])).toThrow('a finite number in column gradient_norm');
    expect(() => parse(['0,,1,1,1,1'])).toThrow('a path in column layer');
  });
});
