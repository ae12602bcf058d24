import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readRun } from './read-run.js';
import { RunLog } from './run-log.js';
import { newRecord } from './run-record.fixture.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'run-log-'));
});
afterEach(() => rm(folder, { recursive: true }));

const trainingRow = (iteration: number) => ({
  iteration,
  epoch: iteration / 390.625,
  rate: 0.1,
  loss: 1 / 3,
  error: 62.5,
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
    const log = await RunLog.create(folder, newRecord);
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
    expect(run.training).toEqual([{ iteration: 20, epoch: 0.0512, rate: 0.1, loss: 0.33333333, error: 62.5 }]);
    expect(run.training).toEqual(log.training.rows);
    expect(run.timing).toEqual([timingRow]);
    expect(run.evaluation).toEqual([evaluationRow]);
  });

  test('names CSV columns in snake case', async () => {
    await (await RunLog.create(folder, newRecord)).close();
    expect(await read('training.csv')).toBe('iteration,epoch,rate,loss,error\n');
    expect(await read('timing.csv')).toBe('iteration,wall_seconds,images_per_second,resident_bytes\n');
    expect(await read('evaluation.csv')).toBe('iteration,split,protocol,loss,top1_error,top5_error\n');
  });

  test('drops the rows after the iteration it is opened at, and a torn one', async () => {
    const log = await RunLog.create(folder, newRecord);
    await log.training.append(trainingRow(20));
    const kept = await read('training.csv');
    await log.training.append(trainingRow(40));
    await log.close();
    await appendFile(join(folder, 'training.csv'), '60,0.15');

    await (await RunLog.open(folder, { upTo: 20 })).close();
    expect(await read('training.csv')).toBe(kept);
  });

  test('keeps appending after it is opened again', async () => {
    const log = await RunLog.create(folder, newRecord);
    await log.training.append(trainingRow(20));
    await log.close();
    const again = await RunLog.open(folder, { upTo: 20 });
    await again.training.append(trainingRow(40));
    await again.close();
    expect((await readRun(folder)).training.map(({ iteration }) => iteration)).toEqual([20, 40]);
  });
});
