import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { readRun } from './read-run.js';
import type { RunRecord } from './record.js';
import { RunLog } from './run-log.js';
import { newRecord } from './run-record.fixture.js';

const root = temporaryFolder();

const createRun = async (name: string): Promise<string> => {
  const folder = join(root, name);
  const confirm = () => Promise.resolve();
  await (await RunLog.create({ folder, confirm }, newRecord)).close();
  return folder;
};

const trainingHeader = 'iteration,epoch,rate,loss,error,top5_error\n';

describe('readRun', () => {
  test.each([
    [
      'a cell that is no number',
      `${trainingHeader}20,0.1,0.1,oops,50,20\n`,
      'line 2: expected a finite number in column loss, found "oops"',
    ],
    [
      'a loss that is not finite',
      `${trainingHeader}20,0.1,0.1,NaN,50,20\n`,
      'expected a finite number in column loss, found "NaN"',
    ],
    [
      'a fractional iteration',
      `${trainingHeader}20,0,0,0,0,0\n2.5,0,0,0,0,0\n`,
      'line 3: expected a whole number in column iteration, found "2.5"',
    ],
    ['a missing column', `${trainingHeader}20,0.1\n`, 'line 2: expected 6 columns, found 2: 20,0.1'],
    ['an empty line', `${trainingHeader}\n`, 'line 2: expected 6 columns, found 1'],
    ['another header', 'step,loss\n', 'line 1: expected iteration,epoch,rate,loss,error,top5_error, found "step,loss"'],
    [
      'another header that was cut',
      'step,lo',
      'line 1: expected iteration,epoch,rate,loss,error,top5_error, found "step,lo"',
    ],
    [
      'NULs before other rows',
      `${trainingHeader}20,0,0,0,0,0\n\0\0\0\n40,0,0,0,0,0\n`,
      'line 3: expected 6 columns, found 1',
    ],
    [
      'a row that is there twice',
      `${trainingHeader}20,0,0,0,0,0\n20,0,0,0,0,0\n`,
      'line 3: expected a row after that of iteration 20, found one of iteration 20',
    ],
    [
      'rows in another order',
      `${trainingHeader}40,0,0,0,0,0\n20,0,0,0,0,0\n`,
      'line 3: expected a row after that of iteration 40, found one of iteration 20',
    ],
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
    ['"seed": 1', '"seed": "one"', 'line 40: expected a whole number at seed, found "one"'],
    ['"depth": 20', '"depth": null', 'line 8: expected a whole number at network.depth, found null'],
    [
      '"state": "running"',
      '"state": "paused"',
      'expected one of "running", "finished", "diverged" at state, found "paused"',
    ],
    ['"kind":"relu"', '"kind":"relv"', 'line 12: expected one of "series", "sum", "convolution"'],
    ['"kind":"relu"', '"kind":"convolution"', 'expected a whole number at network.definition.layers.layers.0.width'],
    ['"layers":[', '"layerz":[', 'expected a list at network.definition.layers.layers, found nothing'],
    ['"rate": 0.1,', '', 'expected a finite number at recipe.schedule.rate, found nothing'],
    ['"precision": "f32",', '', 'expected a string at precision, found nothing'],
    ['"member": "plain-20"', '"member": "../plain-20"', 'line 4: expected a name of folders at member'],
    ['"schemaVersion": 3', '"schemaVersion": 4', 'line 2: expected one of 1, 2, 3 at schemaVersion, found 4'],
    ['"seed": 1,', '"seed": 1', 'line 41: expected JSON'],
    // Node does not say where.
    ['"member": "plain-20"', '"member": plain-20', 'run.json: expected JSON, found SyntaxError: Unexpected token'],
  ])('rejects a run.json whose %s became %s', async (was, is, message) => {
    const folder = await createRun('a');
    const path = join(folder, 'run.json');
    const text = await readFile(path, 'utf8');
    expect(text).toContain(was);
    await writeFile(path, text.replace(was, is));
    await expect(readRun(folder)).rejects.toThrow(message);
  });

  test.each(['flip', 'colour', 'interpolation', 'meanPlace'])(
    'rejects a recipe whose augmentation of photographs has no %s',
    async (missing) => {
      const augmentation = {
        ...{ shorterSide: { from: 256, to: 480 }, cropSize: 224, flip: 'half' },
        ...{ colour: { kind: 'none' }, interpolation: 'bilinear', meanPlace: 'crop' },
      };
      const photographs = { mean: 'per-pixel', evaluation: { shorterSide: 256, size: 224 } };
      const folder = await createRun('a');
      const path = join(folder, 'run.json');
      const record = JSON.parse(await readFile(path, 'utf8')) as RunRecord;
      const write = (shown: object) => {
        const recipe = { ...record.recipe, photographs: { ...photographs, augmentation: shown } };
        return writeFile(path, JSON.stringify({ ...record, recipe }, null, 2));
      };
      await write(augmentation);
      await readRun(folder);
      await write({ ...augmentation, [missing]: undefined });
      await expect(readRun(folder)).rejects.toThrow(`at recipe.photographs.augmentation.${missing}, found nothing`);
    },
  );

  const rows = '20,0.1,0.1,2,50,20\n40,0.2,0.1,1.5,40,\n';
  const trainingOf = async (text: string) => {
    const folder = await createRun('a');
    await writeFile(join(folder, 'training.csv'), text);
    const { training, warnings } = await readRun(folder);
    return { iterations: training.map(({ iteration }) => iteration), warnings, path: join(folder, 'training.csv') };
  };

  test('names the file and the last whole row of a log that was cut', async () => {
    const { warnings, path } = await trainingOf(`${trainingHeader}${rows}60,0.05`);
    const kept = 'the last whole one is of iteration 40';
    expect(warnings).toEqual([`${path} ends in a torn row, which is left out: ${kept}`]);
  });

  test('reads over a byte order mark and CRLF', async () => {
    const text = `\uFEFF${trainingHeader}${rows}`.replaceAll('\n', '\r\n');
    expect(await trainingOf(text)).toMatchObject({ iterations: [20, 40], warnings: [] });
    const record = join(await createRun('b'), 'run.json');
    await writeFile(record, `\uFEFF${await readFile(record, 'utf8')}`);
    expect((await readRun(join(root, 'b'))).record.seed).toBe(1);
  });

  test('reads a run without one of its logs, and says so', async () => {
    const folder = await createRun('a');
    await rm(join(folder, 'timing.csv'));
    const { timing, warnings } = await readRun(folder);
    expect(timing).toEqual([]);
    expect(warnings).toEqual([`${join(folder, 'timing.csv')} is missing: the run is read without its rows`]);
  });
});
