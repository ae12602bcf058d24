import { expect, it } from '@jest/globals';
import type { EnsembleMember, EnsembleRecord } from '@resnet/run-log';
import { imagenetTables } from '../paper/index.js';
import { experimentEnsembles, otherEnsembles, table5 } from './ensemble-table.js';
import { cellText, type Table } from './table.js';

const runOf = (member: string, seed = 1): Extract<EnsembleMember, { kind: 'run' }> => ({
  kind: 'run',
  ...{ experiment: 'imagenette/ten-classes', member, budget: 'quick', seed },
  ...{ iteration: 1000, precision: 'bf16', startedAt: '2026-11-24T10:00:00.000Z' },
});
const errors = (top1Error: number, top5Error: number) => ({ loss: 1, top1Error, top5Error });
const imported = { kind: 'network', name: 'authors-resnet-50', parameters: 'ab12' } as const;

const ensembleOf = (change: Partial<EnsembleRecord> = {}): EnsembleRecord => ({
  ...{ schemaVersion: 1, name: 'pair', classes: 10 },
  members: [runOf('resnet-18'), runOf('resnet-34', 2)],
  dataset: { name: 'imagenette', split: 'validation', images: 3925, checksums: {} },
  evaluations: (['center-crop', '10-crop'] as const).map((protocol) => ({
    protocol,
    ...errors(18.5, 4.1),
    members: [errors(21.84, 5.71), errors(20.74, 6.25)],
    engine: { name: 'onednn', precision: 'bf16' },
    at: '2026-11-25T10:00:00.000Z',
  })),
  ...change,
});

const printed = imagenetTables.find(({ id }) => id === 'table-5')!;
const textOf = (table: Table | null, first: string): readonly string[][] =>
  (table?.rows ?? []).map((row) => row.map(cellText)).filter(([name]) => name === first);

const experiment = {
  ...{ id: 'imagenette/ten-classes', reproduces: 'Figure 4', claim: 'Depth helps.' },
  members: [18, 34].map((depth) => ({ name: `resnet-${depth}`, network: { family: 'residual', depth } as const })),
};

it('Table 5 quotes the paper and says not run where no ensemble of 1000 classes is recorded', () => {
  const table = table5(printed, [ensembleOf()]);
  expect(textOf(table, 'ResNet (ILSVRC’15)')[0]?.slice(0, 3)).toEqual(['ResNet (ILSVRC’15)', '3.57 (quoted)', '–']);
  expect(textOf(table, 'ensemble of this suite')[0]?.slice(-2)).toEqual(['not run', 'not run']);
  expect(textOf(table, 'pair')).toEqual([]);
  expect(table.rows.map((row) => row.length)).toEqual(table.rows.map(() => table.columns.length));
});

it('Table 5 has a row of each protocol of an ensemble, beside its best member', () => {
  const members: readonly EnsembleMember[] = [{ ...runOf('resnet-152'), budget: 'paper' }, imported];
  const table = table5(printed, [ensembleOf({ classes: 1000, members })]);
  expect(textOf(table, 'pair').map((row) => row[3])).toEqual(['center-crop', '10-crop']);
  expect(textOf(table, 'pair')[1]).toEqual([
    ...['pair', '–', 'ResNet-152 (seed 1), authors-resnet-50 (imported)', '10-crop'],
    ...['3,925 of imagenette, validation', '18.50', '4.10', '20.74', '6.25'],
  ]);
  expect(textOf(table, 'ensemble of this suite')).toEqual([]);
});

it('an experiment has a table of the ensembles of its own runs alone', () => {
  const others = [
    ensembleOf({ name: 'mixed', members: [runOf('resnet-18'), imported] }),
    ensembleOf({ name: 'other', members: [runOf('resnet-18'), runOf('plain-18')] }),
  ];
  expect(experimentEnsembles(experiment, others)).toBeNull();
  const table = experimentEnsembles(experiment, [...others, ensembleOf()]);
  expect(table?.id).toBe('ten-classes-ensembles');
  expect(table?.rows).toHaveLength(2);
  expect(textOf(table, 'pair')[0]?.[1]).toBe('ResNet-18 (quick budget, seed 1), ResNet-34 (quick budget, seed 2)');
});

it('every ensemble that Table 5 has not stands once in a table of its own', () => {
  const figure6 = (member: string) => ({ ...runOf(member), experiment: 'cifar10/figure-6' });
  const dataset = { name: 'cifar10', split: 'test', images: 10_000, checksums: {} } as const;
  const cifar10 = ensembleOf({ name: 'deep', members: [figure6('resnet-56'), figure6('resnet-110')], dataset });
  const table = otherEnsembles([ensembleOf({ name: 'large', classes: 1000 }), ensembleOf(), cifar10]);
  expect(table?.rows.map(([name]) => name)).toEqual(['pair', 'pair', 'deep', 'deep']);
  expect(textOf(table, 'deep')[0]?.[3]).toBe('10,000 of cifar10, test');
  expect(otherEnsembles([ensembleOf({ classes: 1000 })])).toBeNull();
});
