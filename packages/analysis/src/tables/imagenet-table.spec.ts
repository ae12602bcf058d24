import { expect, test } from '@jest/globals';
import type { EvaluationRow, Run } from '@resnet/run-log';
import { imagenetTables } from '../paper/index.js';
import { syntheticRun } from '../synthetic-run.js';
import { imagenetTable } from './imagenet-table.js';
import { cellText } from './table.js';

const printed = (id: string) => imagenetTables.find((table) => table.id === id)!;

/** A run evaluated once more by ten crops. */
const evaluated = (member: string, [top1Error, top5Error]: readonly [number, number], seed = 1): Run => {
  const run = syntheticRun({ network: 'resnet-34', member, experiment: 'imagenet/table-3', seed });
  const row = { split: 'validation', protocol: '10-crop', loss: 1, top1Error, top5Error } as const;
  const tenCrop: EvaluationRow = { iteration: run.record.iterations, ...row };
  const final = run.record.final!;
  return {
    ...run,
    record: { ...run.record, final: { ...final, evaluation: [...final.evaluation, tenCrop] } },
  };
};

const rowOf = (id: string, method: string, runs: readonly Run[] = []): readonly string[] =>
  imagenetTable(printed(id), runs)
    .rows.map((row) => row.map(cellText))
    .find(([first]) => first === method) ?? [];

test('a method that was not trained says not run, and one of others is quoted', () => {
  expect(rowOf('table-3', 'ResNet-34 B')).toEqual(['ResNet-34 B', '24.52', '7.46', 'not run', 'not run']);
  expect(rowOf('table-3', 'GoogLeNet')).toEqual(['GoogLeNet', '–', '9.15 (quoted)', '–', '–']);
});

test('Tables 2 and 5 have the one error that the paper prints there', () => {
  expect(rowOf('table-2', 'plain-34')).toEqual(['plain-34', '28.54', 'not run']);
  expect(rowOf('table-5', 'ResNet (ILSVRC’15)')).toEqual(['ResNet (ILSVRC’15)', '3.57 (quoted)', '–']);
});

test('ours stands beside, over the seeds and by the protocol of the table alone', () => {
  const runs = [
    evaluated('resnet-34-B', [25, 8]),
    evaluated('resnet-34-B', [26, 9], 2),
    evaluated('resnet-50', [1, 1]),
  ];
  expect(rowOf('table-3', 'ResNet-34 B', runs).slice(3)).toEqual(['25.50 ± 0.71 (n = 2)', '8.50 ± 0.71 (n = 2)']);
  expect(rowOf('table-4', 'ResNet-34 B', runs).slice(3)).toEqual([
    'not evaluated by multi-scale',
    'not evaluated by multi-scale',
  ]);
});
