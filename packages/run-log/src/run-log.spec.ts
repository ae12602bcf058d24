import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { readRun } from './read-run.js';
import { readTexts, RunLog } from './run-log.js';
import { newRecord } from './run-record.fixture.js';

const folder = temporaryFolder();

const confirm = () => Promise.resolve();
const create = () => RunLog.create({ folder, confirm }, newRecord);
const open = async (upTo: number) => RunLog.open({ folder, confirm }, { upTo, texts: await readTexts(folder, upTo) });

const trainingRow = (iteration: number) => ({
  iteration,
  epoch: iteration / 390.625,
  rate: 0.1,
  loss: 1 / 3,
  error: 62.5,
  top5Error: 12.5,
});
const timingRow = { iteration: 20, wallSeconds: 1.25, imagesPerSecond: 2048, residentBytes: 1e9 };
const evaluationRow = {
  iteration: 20,
  split: 'test',
  protocol: 'single-view',
  loss: 2,
  top1Error: 90,
  top5Error: 49.99,
} as const;

const read = (name: string) => readFile(join(folder, name), 'utf8');

describe('RunLog', () => {
  test('writes what readRun reads', async () => {
    const log = await create();
    await log.training.append(trainingRow(20));
    await log.timing.append(timingRow);
    await log.evaluation.append(evaluationRow);
    await log.update({ state: 'finished', wallSeconds: 2 }, { iteration: 20, kind: 'finished', message: 'done' });
    await log.close();

    const run = await readRun(folder);
    expect(run.record).toMatchObject({
      ...newRecord,
      state: 'finished',
      wallSeconds: 2,
      events: [{ kind: 'finished' }],
    });
    expect(run.training).toEqual([
      { iteration: 20, epoch: 0.0512, rate: 0.1, loss: 0.33333333, error: 62.5, top5Error: 12.5 },
    ]);
    expect(run.training).toEqual(log.training.rows);
    expect(run.timing).toEqual([timingRow]);
    expect(run.evaluation).toEqual([evaluationRow]);
  });

  test('writes the layers of the network on one line', async () => {
    await (await create()).close();
    const text = await read('run.json');
    expect(text).toContain('"layers":{"kind":"series","layers":[{"kind":"relu"}]}}\n');
    expect(JSON.parse(text)).toEqual(newRecord);
  });

  test('names CSV columns in snake case', async () => {
    await (await create()).close();
    expect(await read('training.csv')).toBe('iteration,epoch,rate,loss,error,top5_error\n');
    expect(await read('timing.csv')).toBe('iteration,wall_seconds,images_per_second,resident_bytes\n');
    expect(await read('evaluation.csv')).toBe('iteration,split,protocol,loss,top1_error,top5_error\n');
  });

  test('drops the rows after the iteration it is opened at, and a torn one', async () => {
    const log = await create();
    await log.training.append(trainingRow(20));
    const kept = await read('training.csv');
    await log.training.append(trainingRow(40));
    await log.close();
    await appendFile(join(folder, 'training.csv'), '60,0.15');

    await (await open(20)).close();
    expect(await read('training.csv')).toBe(kept);
  });

  test('keeps appending after it is opened again', async () => {
    const log = await create();
    await log.training.append(trainingRow(20));
    await log.close();
    const again = await open(20);
    await again.training.append(trainingRow(40));
    await again.close();
    expect((await readRun(folder)).training.map(({ iteration }) => iteration)).toEqual([20, 40]);
  });

  test('sets the files to the texts it is opened with, whatever became of them', async () => {
    const log = await create();
    await log.training.append(trainingRow(20));
    const { texts } = log;
    await log.training.append(trainingRow(40));
    await log.close();
    await writeFile(join(folder, 'training.csv'), 'half a hea');
    await rm(join(folder, 'timing.csv'));

    const again = await RunLog.open({ folder, confirm }, { upTo: 20, texts });
    await again.close();
    expect(again.texts).toEqual(texts);
    expect((await readRun(folder)).training.map(({ iteration }) => iteration)).toEqual([20]);
    expect(await read('timing.csv')).toBe(texts.timing);
  });

  test('keeps the columns of an older version in a log that one began', async () => {
    const log = await create();
    const older = 'iteration,epoch,rate,loss,error\n20,0.0512,0.1,0.33333333,62.5\n';
    const texts = { ...log.texts, training: older };
    await log.close();
    const again = await RunLog.open({ folder, confirm }, { upTo: 20, texts });
    await again.training.append(trainingRow(40));
    await again.close();
    expect(await read('training.csv')).toBe(`${older}40,0.1024,0.1,0.33333333,62.5\n`);
    expect(again.texts.training).toBe(await read('training.csv'));
    expect(again.training.rows).toEqual((await readRun(folder)).training);
    expect(again.training.rows.map(({ top5Error }) => top5Error)).toEqual([null, null]);
    expect((await readTexts(folder, 20)).training).toBe(older);
  });

  test('logs no top-5 error where an interval was not counted whole', async () => {
    const log = await create();
    await log.training.append({ ...trainingRow(20), top5Error: null }, trainingRow(40));
    await log.close();
    expect(await read('training.csv')).toContain('62.5,\n40,');
    expect((await readRun(folder)).training.map(({ top5Error }) => top5Error)).toEqual([null, 12.5]);
  });

  describe('signals.csv', () => {
    const signal = { layer: 'stem/conv1', gradientNorm: 2, weightNorm: 3, outputVariance: 4, normalizedVariance: 1 };
    const [first, second] = [0, 10].map((iteration) => ({ iteration, ...signal }));

    test('is there once it has rows', async () => {
      const log = await create();
      await expect(read('signals.csv')).rejects.toThrow('ENOENT');
      await log.signals.append(first!, { ...first!, layer: 'stem/conv2' });
      await log.close();
      expect((await readRun(folder)).signals).toEqual(log.signals.rows);
      expect(log.texts.signals).toBe(await read('signals.csv'));
    });

    test('goes where the run is opened before its first row', async () => {
      const log = await create();
      const { texts } = log;
      await log.signals.append(first!);
      await log.close();
      await (await RunLog.open({ folder, confirm }, { upTo: 0, texts })).close();
      await expect(read('signals.csv')).rejects.toThrow('ENOENT');
      expect((await readRun(folder)).warnings).toEqual([]);
    });

    test('keeps its rows up to the iteration the run is opened at', async () => {
      const log = await create();
      await log.signals.append(first!);
      await log.signals.append(second!);
      await log.close();
      const again = await open(9);
      await again.signals.append(second!);
      await again.close();
      expect((await readRun(folder)).signals).toEqual([first, second]);
    });
  });

  test('writes no row that a reader would refuse', async () => {
    const log = await create();
    await expect(log.timing.append({ ...timingRow, imagesPerSecond: Infinity })).rejects.toThrow('finite number');
    await log.close();
    expect((await readRun(folder)).timing).toEqual([]);
  });

  test('writes no record that a reader would refuse', async () => {
    const refused = RunLog.create({ folder, confirm }, { ...newRecord, seed: 2 ** 53 });
    await expect(refused).rejects.toThrow('expected a whole number at seed, found 9007199254740992');
    await expect(read('run.json')).rejects.toThrow('ENOENT');
  });

  test('writes nothing once it may not', async () => {
    let lost = false;
    const confirmOrNot = () => (lost ? Promise.reject(new Error('taken over')) : Promise.resolve());
    const log = await RunLog.create({ folder, confirm: confirmOrNot }, newRecord);
    lost = true;
    await expect(log.training.append(trainingRow(20))).rejects.toThrow('taken over');
    await expect(log.update({ state: 'finished' })).rejects.toThrow('taken over');
    await log.close();
    expect(await readRun(folder)).toMatchObject({ training: [], record: { state: 'running' } });
  });
});
