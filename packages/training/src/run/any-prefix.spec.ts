import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { createRandom } from '@resnet/random';
import type { FileChange } from './recorded-files.fixture.js';

// A hundred runs, each with files to sync.
jest.setTimeout(600_000);

/** The first changes; of the last one, if it is a write, some bytes only. */
const prefixOf = (changes: readonly FileChange[], count: number): readonly FileChange[] => {
  const last = changes[count - 1];
  if (last?.kind !== 'append') return changes.slice(0, count);
  const bytes = last.bytes.subarray(0, createRandom(1, 'cut', count).integer(last.bytes.length + 1));
  return [...changes.slice(0, count - 1), { ...last, bytes }];
};

const atOnce = 8;

const deterministicFiles = [
  'training.csv',
  'evaluation.csv',
  'signals.csv',
  'checkpoint/parameters.safetensors',
  'checkpoint/momentum.safetensors',
];

describe('for any prefix of the files of a run, in the order they are written', () => {
  const root = temporaryFolder({ shared: true });

  test('the same command ends with the bytes of a run that was never interrupted', async () => {
    const { recordFiles, replay } = await import('./recorded-files.fixture.js');
    const recorded = recordFiles(join(root, 'recorded'));
    jest.unstable_mockModule('node:fs/promises', () => recorded.module);
    const { trainRun } = await import('./train-run.js');
    const { tinyRecipe, tinyRun } = await import('./tiny-run.fixture.js');

    const run = (name: string) =>
      tinyRun(join(root, name), {
        schedule: { ...tinyRecipe.schedule, iterations: 6 },
        log: { trainingEvery: 2, evaluationEvery: 3, checkpointEvery: 4, signalsAt: [0, 1, 5] },
      });
    const bytesOf = (folder: string) =>
      Promise.all(deterministicFiles.map(async (name) => (await readFile(join(folder, name))).toString('base64')));
    const whole = await bytesOf((await trainRun(run('whole'))).folder);

    // The run whose files are cut short was itself interrupted and resumed.
    const stop = new AbortController();
    const onProgress = ({ iteration }: { readonly iteration: number }) => {
      if (iteration === 5) stop.abort();
    };
    await expect(trainRun({ ...run('recorded'), signal: stop.signal, onProgress })).rejects.toThrow('iteration 5');
    await trainRun(run('recorded'));
    const { changes } = recorded;
    expect(changes.length).toBeGreaterThan(80);

    const endOf = async (count: number) => {
      const name = `prefix-${count}`;
      await replay(join(root, name), prefixOf(changes, count));
      const bytes = await bytesOf((await trainRun(run(name))).folder);
      await rm(join(root, name), { recursive: true });
      return { count, bytes };
    };
    // Some at once, since most of their time they wait for the disk.
    for (let first = 0; first <= changes.length; first += atOnce) {
      const counts = Array.from({ length: atOnce }, (_, index) => first + index).filter((n) => n <= changes.length);
      expect(await Promise.all(counts.map(endOf))).toEqual(counts.map((count) => ({ count, bytes: whole })));
    }
  });
});
