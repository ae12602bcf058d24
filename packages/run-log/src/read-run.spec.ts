import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { findRuns, readRun } from './read-run.js';
import { RunLog } from './run-log.js';
import { newRecord } from './run-record.fixture.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'read-run-'));
});
afterEach(() => rm(root, { recursive: true }));

const createRun = async (name: string): Promise<string> => {
  const folder = join(root, name);
  await (await RunLog.create(folder, newRecord)).close();
  return folder;
};

const trainingHeader = 'iteration,epoch,rate,loss,error\n';

describe('readRun', () => {
  test.each([
    [
      'a cell that is no number',
      `${trainingHeader}20,0.1,0.1,oops,50\n`,
      'line 2: expected a finite number in column loss, found "oops"',
    ],
    [
      'a loss that is not finite',
      `${trainingHeader}20,0.1,0.1,NaN,50\n`,
      'expected a finite number in column loss, found "NaN"',
    ],
    [
      'a fractional iteration',
      `${trainingHeader}20,0,0,0,0\n2.5,0,0,0,0\n`,
      'line 3: expected a whole number in column iteration, found "2.5"',
    ],
    ['a missing column', `${trainingHeader}20,0.1\n`, 'line 2: expected 5 columns, found 2: 20,0.1'],
    ['an empty line', `${trainingHeader}\n`, 'line 2: expected 5 columns, found 1'],
    ['another header', 'step,loss\n', 'line 1: expected iteration,epoch,rate,loss,error, found step,loss'],
    ['an empty file', '', 'line 1: expected a line end after the last row'],
    ['a torn row', `${trainingHeader}20,0.1`, 'line 2: expected a line end after the last row, found a torn row'],
  ])('rejects %s in training.csv', async (_, text, message) => {
    const folder = await createRun('a');
    await writeFile(join(folder, 'training.csv'), text);
    await expect(readRun(folder)).rejects.toThrow(`${join(folder, 'training.csv')}, `);
    await expect(readRun(folder)).rejects.toThrow(message);
  });

  test('rejects a split that does not exist', async () => {
    const folder = await createRun('a');
    const text = 'iteration,split,protocol,loss,top1_error,top5_error\n20,tset,single-view,1,2,3\n';
    await writeFile(join(folder, 'evaluation.csv'), text);
    await expect(readRun(folder)).rejects.toThrow('one of training, validation, test in column split, found "tset"');
  });

  test.each([
    ['"seed": 1', '"seed": "one"', 'line 24: expected a whole number at seed, found "one"'],
    ['"depth": 20', '"depth": null', 'line 7: expected a whole number at network.depth, found null'],
    [
      '"state": "running"',
      '"state": "paused"',
      'expected one of "running", "finished", "diverged" at state, found "paused"',
    ],
    ['"precision": "f32",', '', 'expected a string at precision, found nothing'],
    ['"schemaVersion": 1', '"schemaVersion": 2', 'line 2: expected one of 1 at schemaVersion, found 2'],
    ['"seed": 1,', '"seed": 1', 'line 25: expected JSON'],
  ])('rejects a run.json whose %s became %s', async (was, is, message) => {
    const folder = await createRun('a');
    const path = join(folder, 'run.json');
    const text = await readFile(path, 'utf8');
    expect(text).toContain(was);
    await writeFile(path, text.replace(was, is));
    await expect(readRun(folder)).rejects.toThrow(message);
  });
});

describe('findRuns', () => {
  test('finds every run below a folder, by path', async () => {
    await createRun('quick/resnet-20/seed-1');
    await createRun('quick/plain-20/seed-1');
    const runs = await findRuns(root);
    expect(runs.map(({ folder }) => folder)).toEqual([
      join(root, 'quick/plain-20/seed-1'),
      join(root, 'quick/resnet-20/seed-1'),
    ]);
  });

  test('finds none where there is no such folder', async () => {
    expect(await findRuns(join(root, 'nowhere'))).toEqual([]);
  });
});
