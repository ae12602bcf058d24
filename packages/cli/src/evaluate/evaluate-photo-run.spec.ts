import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { imagenetTable, imagenetTables, tableMarkdown } from '@resnet/analysis';
import { packSyntheticPhotoSet } from '@resnet/datasets/photo-set.fixture';
import { referenceEngine } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { readRun, type EvaluationRow, type Run } from '@resnet/run-log';
import { imagenetRecipe, openPhotoData, trainRun, type Recipe } from '@resnet/training';
import { main } from '../main.js';

jest.setTimeout(180_000);

const conv = { kind: 'convolution', width: 4, kernel: 3, stride: 1, padding: 1 } as const;
const norm = { kind: 'batch-normalization', epsilon: 1e-5 } as const;

/** It trains in a second on the reference engine. */
const network: Network = {
  ...{ name: 'tiny', family: 'residual', dataset: 'imagenet', depth: 2, shortcut: 'A' },
  ...{ input: { channels: 3, height: 8, width: 8 }, classes: 10 },
  layers: {
    kind: 'series',
    layers: [
      { kind: 'series', name: 'stem', layers: [conv, norm, { kind: 'relu' }] },
      {
        ...{ kind: 'series', name: 'head' },
        layers: [{ kind: 'global-average-pooling' }, { kind: 'fully-connected', classes: 10 }],
      },
    ],
  },
};

const { photographs } = imagenetRecipe;

/** Crops of 8 pixels at shorter side 10, which the paper's in proportion would have at 9; and a mean for each pixel. */
const recipe: Recipe = {
  ...imagenetRecipe,
  batchSize: 32,
  photographs: {
    ...photographs,
    augmentation: { ...photographs.augmentation, shorterSide: { from: 10, to: 16 }, cropSize: 8 },
    evaluation: { shorterSide: 10, size: 8 },
  },
  schedule: { kind: 'drops', iterations: 4, rate: 0.1, drops: [], warmUp: null },
  log: { trainingEvery: 2, evaluationEvery: 4, checkpointEvery: 4 },
};

let root: string;
let runs: readonly Run[];
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'evaluate-photo-run-'));
  const { folder } = await packSyntheticPhotoSet({ parent: root, classes: 10, train: 4, validation: 2 });
  const train = async (member: string, seed: number) =>
    trainRun({
      experiment: { id: 'imagenet/table-2', dataset: 'synthetic' },
      member: { name: member, network, recipe },
      ...{ budget: 'paper', seed, engine: referenceEngine, threads: 1, data: await openPhotoData(folder), root },
    });
  runs = [await train('resnet-18', 1), await train('resnet-34', 1)];
});
afterAll(() => rm(root, { recursive: true }));

describe('resnet evaluate of runs on photographs', () => {
  let out: string;
  let err: string;
  beforeEach(() => {
    out = err = '';
    jest.spyOn(console, 'log').mockImplementation((line: string) => void (out += `${line}\n`));
    jest.spyOn(console, 'error').mockImplementation((line: string) => void (err += `${line}\n`));
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => (err += String(text)) !== '');
  });
  afterEach(() => void jest.restoreAllMocks());

  const evaluate = (folders: readonly Run[], ...options: readonly string[]) =>
    main([
      ...['evaluate', ...folders.map(({ folder }) => folder), '--cache', root, '--engine', 'reference'],
      ...['--threads', '1', '--workers', '1', ...options],
    ]);

  it('finds the errors of its center crops again, and says how it takes them', async () => {
    expect(await evaluate(runs.slice(0, 1), '--protocol', 'center-crop', '--json')).toBe(0);
    const [row] = JSON.parse(out) as EvaluationRow[];
    const logged = runs[0]!.evaluation.find(({ split }) => split === 'validation')!;
    expect({ ...row, loss: 0 }).toEqual({ ...logged, loss: 0 });
    expect(row?.loss).toBeCloseTo(logged.loss, 5);
    expect(err).toContain('center-crop: the 8x8 crop at the center, shorter side 10\n');
  });

  it('appends rows of all other protocols, which the tables of the paper read', async () => {
    const before = await readFile(join(runs[0]!.folder, 'evaluation.csv'), 'utf8');
    const protocols = ['10-crop', '10-crop-logits', 'multi-scale', 'multi-scale-flips'] as const;
    expect(await evaluate(runs.slice(0, 1), '--protocol', protocols.join(','), '--append')).toBe(0);
    expect(err).toContain('at shorter sides 8, 9, 14, 17, 23; softmax scores averaged\n');
    expect(out.split('\n').filter((line) => line.startsWith('resnet-18 at iteration 4, validation,'))).toHaveLength(4);
    const run = await readRun(runs[0]!.folder);
    expect((await readFile(join(run.folder, 'evaluation.csv'), 'utf8')).startsWith(before)).toBe(true);
    const added = run.evaluation.slice(-4);
    expect(added.map(({ protocol }) => protocol)).toEqual(protocols);
    expect(run.record.final?.evaluation.slice(-4)).toEqual(added);
    for (const [id, row] of [['table-2', added[0]!] as const, ['table-4', added[2]!] as const]) {
      const printed = imagenetTables.find((table) => table.id === id)!;
      const rows = [{ method: 'ResNet-18', top1: 27.88, top5: null, member: 'resnet-18' }];
      const text = tableMarkdown(imagenetTable({ ...printed, rows }, [run]));
      expect(text).toContain(`| ResNet-18 | 27.88 | ${row.top1Error.toFixed(2)} (n = 1) |`);
    }
    expect(await evaluate(runs.slice(0, 1), '--protocol', '10-crop', '--append')).toBe(1);
    expect(err).toContain('rows are never replaced');
  });

  it('evaluates several as an ensemble, whose log no row is added to', async () => {
    expect(await evaluate(runs, '--protocol', 'multi-scale', '--json')).toBe(0);
    const rows = JSON.parse(out) as { name: string; images: number }[];
    expect(rows.map(({ name, images }) => [name, images])).toEqual([
      ['resnet-18, seed 1', 20],
      ['resnet-34, seed 1', 20],
      ['ensemble', 20],
    ]);
    expect(await evaluate(runs, '--protocol', 'multi-scale', '--append')).toBe(2);
    expect(err).toContain('--append adds rows to the log of one run, got 2 folders');
  });

  it('refuses a protocol or a split that photographs do not have', async () => {
    expect(await evaluate(runs.slice(0, 1), '--protocol', 'single-view')).toBe(2);
    expect(err).toContain('expected protocol center-crop, 10-crop, 10-crop-logits, multi-scale, multi-scale-flips');
    expect(await evaluate(runs, '--protocol', 'single-view')).toBe(2);
    expect(err).toMatch(/multi-scale-flips, got single-view/);
    expect(await evaluate(runs.slice(0, 1), '--split', 'test')).toBe(1);
    expect(err).toContain('expected split training or validation for photographs, got test');
  });

  it('says how to get a data set that is not there', async () => {
    await rename(join(root, 'synthetic'), join(root, 'elsewhere'));
    try {
      expect(await evaluate(runs.slice(0, 1))).toBe(1);
      expect(err).toContain(`${join(root, 'synthetic')} is not a packed set`);
      expect(err).toContain('pack it with `resnet data pack <name> --from <path>`');
      expect(await evaluate(runs.slice(0, 1), '--data', 'elsewhere', '--protocol', 'center-crop')).toBe(0);
    } finally {
      await rename(join(root, 'elsewhere'), join(root, 'synthetic'));
    }
  });
});
