import { describe, expect, it, test } from '@jest/globals';
import { judgePaper } from '../claims/index.js';
import { ledgerRows } from '../ledger/index.js';
import { syntheticRun } from '../synthetic-run.js';
import { claimsCsv, claimsMarkdown } from './claims-table.js';
import { jsonText } from './json-text.js';
import { ledgerCsv, ledgerTable } from './ledger-table.js';
import { tableMarkdown } from './table.js';

const runs = [
  syntheticRun({ network: 'plain-20', budget: 'short', trainingError: 12, testError: 14 }),
  syntheticRun({ network: 'plain-56', budget: 'short', trainingError: 57, testError: 53 }),
  syntheticRun({ network: 'resnet-20', budget: 'short', trainingError: 12.1, testError: 13 }),
];
const results = judgePaper(runs);
const ofPaper = results.filter(({ budget }) => budget === 'paper');

describe('claims as Markdown', () => {
  const markdown = claimsMarkdown(results);

  it('count the verdicts of each budget, the paper’s first', () => {
    expect(markdown).toContain(
      `### On the paper budget: 0 supported, 0 contradicted, 0 not resolved, ${ofPaper.length} not run`,
    );
    expect(markdown).toContain('### On the short budget: 3 supported, 0 contradicted, 1 not resolved, ');
  });

  it('say how many verdicts know nothing of the spread between seeds', () => {
    expect(markdown).toContain('Of these 4, 4 know nothing of the spread between seeds: they are marked.');
  });

  it('name the protocol of a test error, which of photographs is not that of the tables', () => {
    expect(markdown).toContain(
      'of the center crops of the validation set, while the paper’s Tables 2 and 3 have 10-crop',
    );
  });

  it('give each verdict with its reason, and then what no budget decides', () => {
    expect(markdown).toMatch(
      /^\| plain-56 has higher training error than plain-20\. \| 4\.2, Figures 1 and 6 \(left\) \| \*\*supported\*\* \(one seed\) \| On the short budget /m,
    );
    const [, missing] = markdown.split('### Judged on no budget');
    expect(missing).toContain('| plain-32 has higher training error than plain-20. | short | Not run: plain-32. |');
    expect(missing).not.toContain('plain-56 has higher training error than plain-20.');
  });

  it('say what is missing on each budget that has some of it, and of all where none has', () => {
    const plain56 = { network: 'plain-56', trainingError: 57 } as const;
    const [, missing] = claimsMarkdown(
      judgePaper([
        ...runs,
        syntheticRun({ network: 'resnet-110', budget: 'short' }),
        syntheticRun({ ...plain56, budget: 'short', seed: 2, trainingSetError: 55 }),
        syntheticRun({ ...plain56, budget: 'glance' }),
      ]),
    ).split('### Judged on no budget');
    const lines = (statement: string) => missing?.split('\n').filter((line) => line.startsWith(`| ${statement}`));
    expect(lines('ResNet-110 has lower training error than plain-110.')).toEqual([
      '| ResNet-110 has lower training error than plain-110. | short | Not run: plain-110. |',
    ]);
    const wholeSet = 'plain-110 has higher error on the whole training set than plain-56.';
    expect(lines(wholeSet)).toEqual([
      `| ${wholeSet} | short | Not run: plain-110. |`,
      `| ${wholeSet} | glance | Not run: plain-110. plain-56 (seed 1) was recorded without the error on the whole training set. |`,
    ]);
    expect(lines('ResNet-1202 has higher test error than ResNet-110.')).toEqual([
      '| ResNet-1202 has higher test error than ResNet-110. | short | Not run: ResNet-1202. |',
    ]);
    expect(lines('ImageNet: plain-34 has higher test error than plain-18.')).toEqual([
      '| ImageNet: plain-34 has higher test error than plain-18. | paper, short, glance | Not run: plain-34 and plain-18. |',
    ]);
  });

  it('mark what rests on other seeds for each side', () => {
    const apart = [
      syntheticRun({ network: 'plain-20', budget: 'quick', trainingError: 12 }),
      syntheticRun({ network: 'plain-56', budget: 'quick', trainingError: 57, seed: 2 }),
    ];
    expect(claimsMarkdown(judgePaper(apart))).toMatch(
      /plain-56 has higher training error than plain-20\. .* \*\*supported\*\* \(different seeds\) .*the sides share no seed/,
    );
  });
});

test('a claim about signals has its verdict where a run measured them', () => {
  const row = { iteration: 0, weightNorm: 1, outputVariance: 1, normalizedVariance: 1 };
  const signals = [
    { ...row, layer: 'stem/conv1', gradientNorm: 633 },
    { ...row, layer: 'stage3/block9/conv2', gradientNorm: 0.25 },
  ];
  const measured = {
    ...syntheticRun({ network: 'plain-56', experiment: 'cifar10/signals', budget: 'quick' }),
    signals,
  };
  expect(claimsMarkdown(judgePaper([measured]))).toContain(
    '| 4.1 | **contradicted** (one seed) | plain-56 (seed 1) after 0 iterations: gradient norms of 633 in stem/conv1 and 0.25 in stage3/block9/conv2, a ratio of 2,530. |',
  );
});

describe('claims as CSV', () => {
  it('have a line for each claim and budget, with numbers in columns of their own', () => {
    const [head, ...lines] = claimsCsv(results).trim().split('\n');
    expect(lines).toHaveLength(results.length);
    expect(head).toBe(
      'id,group,section,statement,budget,verdict,left,right,left error,right error,difference,low,high,from,pairs,seeds needed,runs',
    );
    expect(
      lines.find((line) => line.startsWith('degradation/plain-56/plain-20/training,') && line.includes(',short,')),
    ).toMatch(
      /,short,supported,plain-56,plain-20,57\.0000,12\.0000,45\.0000,\d+\.\d{4},\d+\.\d{4},images,1,,cifar10\S+ cifar10\S+$/,
    );
  });
});

describe('the ledger', () => {
  const rows = ledgerRows(runs);

  it('as Markdown marks what is quoted, numbers deviations and links runs', () => {
    const markdown = tableMarkdown(ledgerTable(rows, (run) => `../results/${run}`));
    expect(markdown).toContain('| Table 6 | NIN, test error | 8.81 |  |  |  |  |  | quoted; another method |  |');
    expect(markdown).toContain('| Table 6 | Highway-19, mean test error | 7.72 ± 0.16 |  |  |');
    expect(markdown).toContain('| Table 6 | ResNet-32, test error | 7.51 | paper |  |  |  |  | not run |  |');
    expect(markdown).toContain(
      '| Table 6 | ResNet-20, test error | 8.75 | short | 13.00 (n = 1) |  | 12.41 at 6,800 | (1) |  | [seed-1](../results/cifar10/figure-6/short/resnet-20/seed-1) |',
    );
    expect(markdown).toContain('| Figure 6 | ResNet-32, test error |  | paper |  |  |  |  | drawn only; not run |');
    expect(markdown).toContain('- Deviation (1): Budget short: 8000 iterations instead of 64000.');
  });

  it('as CSV has one line for each row', () => {
    const [head, ...lines] = ledgerCsv(rows).trim().split('\n');
    expect(head).toContain(
      'paper,paper s.d.,paper remark,quoted,budget,n,s.d.,last iteration,last error,best iteration,best error',
    );
    expect(lines).toHaveLength(rows.length);
    expect(lines).toContain('Table 6,"NIN, test error",percent,8.81,,another method,yes,paper,0,,,,,,,,');
  });
});

it('numbers in JSON do not change with the last bits of a sum', () => {
  expect(jsonText({ value: 0.1 + 0.2, low: -1e-9 })).toBe('{\n  "value": 0.3,\n  "low": 0\n}\n');
});
