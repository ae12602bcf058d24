import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { referenceEngine } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { readRun, type Run, type Split } from '@resnet/run-log';
import { evaluateRun, type EvaluateRunOptions } from './evaluate-run.js';
import { tinyData, tinyRun } from '../run/tiny-run.fixture.js';
import { trainRun } from '../run/index.js';
import { readRunNetwork } from '../weights/index.js';

const root = temporaryFolder({ shared: true });
let run: Run;
beforeAll(async () => {
  run = await trainRun(tinyRun(root, { batchSize: 12 }));
});

const again = async (change: Partial<EvaluateRunOptions> = {}) => {
  const computing = { engine: referenceEngine, precision: 'f64', threads: 1 } as const;
  const asked = { ...computing, data: tinyData, split: 'test', protocol: 'single-view' } as const;
  return (await evaluateRun(run.folder, { ...asked, ...change })).row;
};

/** Scores are kept in float32, the loss of a run is summed up in float64. */
const digits = 6;

const finalRow = (split: Split) => run.evaluation.findLast((row) => row.split === split)!;

describe('evaluateRun', () => {
  test('finds the final numbers again and writes nothing', async () => {
    const before = await readFile(join(run.folder, 'evaluation.csv'), 'utf8');
    const row = await again();
    const logged = finalRow('test');
    expect(row).toMatchObject({ iteration: 24, top1Error: logged.top1Error, top5Error: logged.top5Error });
    expect(row.loss).toBeCloseTo(logged.loss, digits);
    expect(await readFile(join(run.folder, 'evaluation.csv'), 'utf8')).toBe(before);
  });

  test('needs no lock where it writes nothing, as on a disk that cannot be written', async () => {
    // Whoever wants a lock is refused by this.
    const lock = join(run.folder, 'run.lock');
    await writeFile(lock, '');
    expect(await again()).toMatchObject({ iteration: 24 });
    await expect(again({ protocol: '10-crop', append: true })).rejects.toThrow(lock);
    await rm(lock);
  });

  test('needs no checkpoint where its network is given', async () => {
    const trained = await readRunNetwork(run.folder, run.record);
    const checkpoint = join(run.folder, 'checkpoint');
    await rename(checkpoint, `${checkpoint}.kept`);
    try {
      // The one before is found.
      expect(await again()).toMatchObject({ iteration: 21 });
      expect(await again({ trained })).toMatchObject({ iteration: 24, top1Error: finalRow('test').top1Error });
    } finally {
      await rename(`${checkpoint}.kept`, checkpoint);
    }
  });

  test('evaluates training images too', async () => {
    const logged = finalRow('training');
    const row = await again({ split: 'training' });
    expect(row).toMatchObject({ split: 'training', iteration: 24 });
    expect(row.top1Error).toBeCloseTo(logged.top1Error, 4);
    expect(row.loss).toBeCloseTo(logged.loss, digits);
  });

  test('appends a row of another protocol, once', async () => {
    const row = await again({ protocol: '10-crop', append: true });
    expect(row.loss).not.toBeCloseTo(finalRow('test').loss, 7);
    const { evaluation, record } = await readRun(run.folder);
    expect(evaluation).toHaveLength(5);
    expect(evaluation.at(-1)).toMatchObject({
      iteration: 24,
      split: 'test',
      protocol: '10-crop',
      top1Error: row.top1Error,
    });
    expect(record.final?.evaluation).toEqual(evaluation.slice(-3));
    await expect(again({ protocol: '10-crop', append: true })).rejects.toThrow('rows are never replaced');
    // A record that is put back from the checkpoint does not know of the row.
    await writeFile(join(run.folder, 'run.json'), '');
    expect((await trainRun(tinyRun(root, { batchSize: 12 }))).record.final).toEqual(record.final);
    expect((await readRun(run.folder)).evaluation).toEqual(evaluation);
  });

  test('appends nothing to a log that lost rows: those of the record would go too', async () => {
    const path = join(run.folder, 'evaluation.csv');
    const [before, record] = [await readFile(path, 'utf8'), (await readRun(run.folder)).record];
    const append = (): Promise<unknown> => again({ protocol: '10-crop-logits', append: true });
    try {
      await writeFile(path, before.slice(0, -4));
      await expect(append()).rejects.toThrow(`${path} ends in a torn row`);
      await writeFile(path, before.split('\n').slice(0, 2).join('\n') + '\n');
      await expect(append()).rejects.toThrow(`expected the final row of test, single-view in ${path}, found none`);
      await rm(path);
      await expect(append()).rejects.toThrow(`${path} is missing`);
      expect((await readRun(run.folder)).record).toEqual(record);
    } finally {
      await writeFile(path, before);
    }
  });

  test('says in the record how a row was made: also in another precision than that of the run', async () => {
    await again({ protocol: '10-crop-logits', append: true, precision: 'bf16' });
    const { record } = await readRun(run.folder);
    expect(record.precision).toBe('f64');
    expect(record.events.at(-1)).toMatchObject({
      ...{ iteration: 24, kind: 'evaluated' },
      message: `evaluated the test set by 10-crop-logits in bf16: ${referenceEngine.description}`,
    });
  });

  test('completes a record that was cut off from the row of evaluation.csv, and leaves the row as it is', async () => {
    const [path, csv] = ['run.json', 'evaluation.csv'].map((name) => join(run.folder, name));
    const [record, rows] = [(await readRun(run.folder)).record, await readFile(csv!, 'utf8')];
    const final = record.final!;
    const cutOff = final.evaluation.filter(({ protocol }) => protocol !== '10-crop');
    expect(cutOff).toHaveLength(final.evaluation.length - 1);
    await writeFile(path!, JSON.stringify({ ...record, final: { ...final, evaluation: cutOff } }, null, 2));
    await again({ protocol: '10-crop', append: true });
    expect((await readRun(run.folder)).record.final).toEqual(final);
    expect(await readFile(csv!, 'utf8')).toBe(rows);
    await expect(again({ protocol: '10-crop', append: true })).rejects.toThrow('rows are never replaced');
  });

  test('gives an older run the layer responses that it did not record', async () => {
    const path = join(run.folder, 'run.json');
    const record = JSON.parse(await readFile(path, 'utf8')) as Run['record'];
    const { layerResponses, ...final } = record.final!;
    const older = {
      ...record,
      final: { ...final, evaluation: final.evaluation.filter(({ split }) => split === 'test') },
    };
    const csv = join(run.folder, 'evaluation.csv');
    const rows = await readFile(csv, 'utf8');
    await writeFile(csv, rows.replace(/^24,training.*\n/m, ''));
    await writeFile(path, JSON.stringify(older, null, 2));
    await again({ split: 'training', append: true });
    const repaired = (await readRun(run.folder)).record.final!;
    expect(repaired.layerResponses).toEqual(layerResponses);
    expect(repaired.evaluation.map(({ split }) => split)).toContain('training');
  });

  test('refuses a protocol that its images do not have, by the names of those they have', async () => {
    await expect(again({ protocol: 'center-crop' })).rejects.toThrow(
      'expected protocol single-view, 10-crop, 10-crop-logits, got center-crop',
    );
  });

  test('averages logits by a protocol of its own', async () => {
    const said: string[] = [];
    const [scores, logits] = [
      await again({ protocol: '10-crop', say: (message) => said.push(message) }),
      await again({ protocol: '10-crop-logits', say: (message) => said.push(message) }),
    ];
    expect(logits.loss).not.toBeCloseTo(scores.loss, 4);
    expect(said).toEqual([
      expect.stringMatching(/^10-crop: four corners .*; softmax scores averaged$/),
      expect.stringMatching(/^10-crop-logits: .*; logits averaged$/),
    ]);
  });

  test('refuses a split that the run never had', async () => {
    await expect(again({ split: 'validation' })).rejects.toThrow('expected split training or test, got validation');
  });

  test('refuses other data', async () => {
    const data = { ...tinyData, checksums: { 'noise.bin': 'def' } };
    await expect(again({ data })).rejects.toThrow('checksums.noise.bin: "abc" there, "def" now');
  });
});
