import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, renameSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { imagenetTable, imagenetTables, tableMarkdown } from '@resnet/analysis';
import { packSyntheticPhotoSet } from '@resnet/datasets/photo-set.fixture';
import { referenceEngine } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import type { Network } from '@resnet/models';
import { findEnsembles, readRun, type EvaluationRow, type Run } from '@resnet/run-log';
import { imagenetRecipe, openPhotoData, trainRun, type Recipe } from '@resnet/training';
import { main } from '../main.js';
import { capturePrinted } from '../printed.fixture.js';

jest.setTimeout(300_000);

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

const root = temporaryFolder({ shared: true });
let runs: readonly Run[];
beforeAll(async () => {
  const { folder } = await packSyntheticPhotoSet({ parent: root, classes: 10, train: 4, validation: 2 });
  const train = async (member: string, seed: number) =>
    trainRun({
      experiment: { id: 'imagenet/table-2', dataset: 'synthetic' },
      member: { name: member, network, recipe },
      ...{
        budget: 'paper',
        seed,
        engine: referenceEngine,
        precision: 'f64',
        threads: 1,
        data: await openPhotoData(folder),
        root,
      },
    });
  runs = [await train('resnet-18', 1), await train('resnet-34', 1)];
});

describe('resnet evaluate of runs on photographs', () => {
  let printed: ReturnType<typeof capturePrinted>;
  beforeEach(() => {
    printed = capturePrinted();
  });
  afterEach(() => void jest.restoreAllMocks());

  const evaluate = (folders: readonly Pick<Run, 'folder'>[], ...options: readonly string[]) =>
    main([
      ...['evaluate', ...folders.map(({ folder }) => folder), '--cache', root, '--engine', 'reference'],
      ...['--threads', '1', '--workers', '1', ...options],
    ]);

  it('finds the errors of its center crops again, and says how it takes them', async () => {
    expect(await evaluate(runs.slice(0, 1), '--protocol', 'center-crop', '--json')).toBe(0);
    const [row] = JSON.parse(printed.out) as EvaluationRow[];
    const logged = runs[0]!.evaluation.find(({ split }) => split === 'validation')!;
    expect({ ...row, loss: 0 }).toEqual({ ...logged, loss: 0 });
    expect(row?.loss).toBeCloseTo(logged.loss, 5);
    expect(printed.err).toContain('center-crop: the 8x8 crop at the center, shorter side 10\n');
  });

  it('takes another precision where the engine lacks that of the run, and says so, but adds no row of it unasked', async () => {
    // The reference computes in float64, which TensorFlow.js does not have.
    const evaluateElsewhere = (...options: readonly string[]) =>
      evaluate(runs.slice(0, 1), '--engine', 'tfjs', '--protocol', 'center-crop', ...options);
    expect(await evaluateElsewhere('--protocol', '10-crop', '--append')).toBe(2);
    const lacks = `${runs[0]!.folder} is a run in f64, which engine tfjs does not have on this machine`;
    expect(printed.err).toContain(`${lacks}: leave --append out, or say with --precision which`);
    expect(await evaluateElsewhere('--json')).toBe(0);
    expect(printed.err).toContain(`${lacks}: the errors of another precision may differ`);
    const [row] = JSON.parse(printed.out) as EvaluationRow[];
    expect(row?.loss).toBeCloseTo(runs[0]!.evaluation.find(({ split }) => split === 'validation')!.loss, 4);
  });

  it('appends rows of all other protocols, which the tables of the paper read', async () => {
    const before = await readFile(join(runs[0]!.folder, 'evaluation.csv'), 'utf8');
    const protocols = ['10-crop', '10-crop-logits', 'multi-scale', 'multi-scale-flips'] as const;
    expect(await evaluate(runs.slice(0, 1), '--protocol', protocols.join(','), '--append')).toBe(0);
    expect(printed.err).toContain('at shorter sides 8, 9, 14, 17, 23; softmax scores averaged\n');
    expect(
      printed.out.split('\n').filter((line) => line.startsWith('resnet-18 at iteration 4, validation,')),
    ).toHaveLength(4);
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
    expect(run.record.events.at(-1)?.message).toMatch(/^evaluated the validation set by multi-scale-flips in f64: /);
    printed.out = '';
    expect(await evaluate(runs.slice(0, 1), '--protocol', 'center-crop,10-crop', '--append')).toBe(1);
    expect(printed.err).toContain('rows are never replaced');
    expect(printed.out).toBe('');
  });

  it('makes the folder of its predictions before it begins, names each protocol once, and says each as it ends', async () => {
    const file = join(root, 'predictions/of/both.csv');
    expect(await evaluate(runs, '--protocol', 'center-crop,10-crop,center-crop', '--predictions', file)).toBe(0);
    expect(printed.err).toMatch(/center-crop, resnet-18, seed 1: top-1 error [\d.]+%, top-5 error [\d.]+%/);
    expect(printed.out.split('\n').filter((line) => line.includes('center-crop'))).toHaveLength(3);
    expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(1 + 3 * 2 * 20);
    printed.err = '';
    expect(await evaluate(runs, '--predictions', join(root, 'predictions'))).toBe(2);
    expect(printed.err).not.toContain('center-crop');
    expect(printed.err).toContain(`expected a file for --predictions, got a folder, ${join(root, 'predictions')}`);
  });

  it('reads the checkpoint once for all protocols', async () => {
    const checkpoint = join(runs[1]!.folder, 'checkpoint');
    jest.spyOn(console, 'log').mockImplementation((line: string) => {
      printed.out += `${line}\n`;
      if (existsSync(checkpoint)) renameSync(checkpoint, `${checkpoint}.kept`);
    });
    try {
      expect(await evaluate(runs.slice(1), '--protocol', 'center-crop,10-crop')).toBe(0);
      expect(printed.out.split('\n').filter((line) => line.startsWith('resnet-34 at iteration 4'))).toHaveLength(2);
      expect(existsSync(checkpoint)).toBe(false);
    } finally {
      renameSync(`${checkpoint}.kept`, checkpoint);
    }
  });

  it('evaluates several as an ensemble, and records it where that is asked for', async () => {
    expect(await evaluate(runs, '--protocol', 'multi-scale', '--json')).toBe(0);
    const rows = JSON.parse(printed.out) as { name: string; images: number }[];
    expect(rows.map(({ name, images }) => [name, images])).toEqual([
      ['resnet-18, seed 1', 20],
      ['resnet-34, seed 1', 20],
      ['ensemble', 20],
    ]);
    expect((await findEnsembles(root)).ensembles).toEqual([]);
    expect(await evaluate(runs, '--ensemble', 'pair')).toBe(2);
    expect(printed.err).toContain('--ensemble names the file that --append adds to: add --append');
    const append = (...options: readonly string[]) => evaluate(runs, '--append', '--out', root, '--json', ...options);
    expect(await append('--protocol', 'multi-scale')).toBe(2);
    expect(printed.err).toContain('say with --ensemble <name>');
    printed.out = '';
    expect(await append('--ensemble', 'pair', '--protocol', '10-crop,multi-scale')).toBe(0);
    expect(printed.err).toContain(`multi-scale is added to ${join(root, 'ensembles/pair.json')}`);
    const shown = (JSON.parse(printed.out) as (EvaluationRow & { name: string })[]).filter(
      ({ name }) => name === 'ensemble',
    );
    const { ensembles, unreadable } = await findEnsembles(root);
    expect(unreadable).toEqual([]);
    const [ensemble] = ensembles;
    expect(ensemble).toMatchObject({ name: 'pair', classes: 10, dataset: { name: 'synthetic', split: 'validation' } });
    expect(ensemble?.dataset.images).toBe(20);
    expect(ensemble?.members.map((member) => member.kind === 'run' && member.member)).toEqual([
      'resnet-18',
      'resnet-34',
    ]);
    expect(
      ensemble?.evaluations.map(({ protocol, top1Error, top5Error }) => ({ protocol, top1Error, top5Error })),
    ).toEqual(shown.map(({ protocol, top1Error, top5Error }) => ({ protocol, top1Error, top5Error })));
    expect(await append('--ensemble', 'pair', '--protocol', 'center-crop,multi-scale')).toBe(1);
    expect(printed.err).toContain('rows are never replaced');
    expect((await findEnsembles(root)).ensembles).toEqual(ensembles);
  });

  it('makes rows of the tables of a recorded ensemble, and names a broken record', async () => {
    const ensemble = (await findEnsembles(root)).ensembles[0]!;
    const file = join(root, 'ensembles/pair.json');
    const text = await readFile(file, 'utf8');
    await writeFile(
      join(root, 'ensembles/of-1000.json'),
      text.replace('"pair"', '"of-1000"').replace('"classes": 10,', '"classes": 1000,'),
    );
    await writeFile(join(root, 'ensembles/half.json'), text.slice(0, text.length / 2));
    expect(await main(['tables', '--results', root, '--out', join(root, 'tables')])).toBe(0);
    const { top1Error, top5Error } = ensemble.evaluations[0]!;
    const numbers = [top1Error, top5Error].map((error) => error.toFixed(2)).join(' | ');
    const members = 'ResNet-18 (seed 1), ResNet-34 (seed 1)';
    expect(printed.out).toContain(`| of-1000 | – | ${members} | 10-crop | 20 of synthetic, validation | ${numbers} |`);
    expect(printed.out).toMatch(/## Ensembles on CIFAR-10 and [^#]*\n\| pair \| /);
    // By two protocols, in no other table.
    expect(printed.out.split('| pair |')).toHaveLength(3);
    expect(printed.err).toContain(`unreadable: ${join(root, 'ensembles/half.json')}, line`);
    await rm(join(root, 'ensembles'), { recursive: true });
  });

  it('records no ensemble of one network twice, of one folder, or of a run that is not trained to its end', async () => {
    expect(await evaluate([runs[0]!, runs[0]!], '--append', '--ensemble', 'twice')).toBe(2);
    expect(printed.err).toContain('expected different folders');
    expect(await evaluate(runs.slice(0, 1), '--append', '--ensemble', 'one')).toBe(2);
    expect(printed.err).toContain('--ensemble names an ensemble of several folders, got one');
    const path = join(runs[1]!.folder, 'run.json');
    const record = await readFile(path, 'utf8');
    await writeFile(path, JSON.stringify({ ...(JSON.parse(record) as Run['record']), iterations: 8 }));
    try {
      expect(await evaluate(runs, '--append', '--ensemble', 'unfinished', '--out', root)).toBe(1);
      expect(printed.err).toContain('the checkpoint of resnet-34, seed 1, is of iteration 4 of 8');
    } finally {
      await writeFile(path, record);
    }
    expect((await findEnsembles(root)).ensembles).toEqual([]);
  });

  it('refuses photographs for a run of images of one size', async () => {
    const cifar = join(import.meta.dirname, '../../../../results/cifar10/figure-6/paper/resnet-20/seed-1');
    expect(await evaluate([{ folder: cifar }], '--data', 'synthetic')).toBe(2);
    expect(printed.err).toContain(
      `${cifar} was trained on cifar10, and synthetic holds other images: leave --data out, or name a copy of cifar10`,
    );
  });

  it('refuses a protocol or a split that photographs do not have', async () => {
    expect(await evaluate(runs.slice(0, 1), '--protocol', 'single-view')).toBe(2);
    expect(printed.err).toContain(
      'expected protocol center-crop, 10-crop, 10-crop-logits, multi-scale, multi-scale-flips',
    );
    expect(await evaluate(runs, '--protocol', 'single-view')).toBe(2);
    expect(printed.err).toMatch(/multi-scale-flips, got single-view/);
    expect(await evaluate(runs.slice(0, 1), '--split', 'test')).toBe(1);
    expect(printed.err).toContain('expected split training or validation for photographs, got test');
  });

  it('says how to get a data set that is not there', async () => {
    await rename(join(root, 'synthetic'), join(root, 'elsewhere'));
    try {
      expect(await evaluate(runs.slice(0, 1))).toBe(1);
      expect(printed.err).toContain(`${join(root, 'synthetic')} is not a packed set`);
      expect(printed.err).toContain('get it by `resnet data pack synthetic --from <path>`');
      expect(await evaluate(runs.slice(0, 1), '--data', 'elsewhere', '--protocol', 'center-crop')).toBe(0);
    } finally {
      await rename(join(root, 'elsewhere'), join(root, 'synthetic'));
    }
  });
});
