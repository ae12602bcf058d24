import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, jest, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { longerRun } from './tiny-run.fixture.js';
import { trainRun } from './train-run.js';

jest.setTimeout(120_000);

const root = temporaryFolder({ shared: true });

const pathOf = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Trains in a process of its own, and kills it at a random moment after its first iteration. Whether it was killed. */
const trainAndKill = async (at: string): Promise<boolean> => {
  const loader = ['--conditions=@resnet/source', '--import', pathOf('../../../../scripts/run-sources/register.mjs')];
  const child = spawn(process.execPath, [...loader, pathOf('../../test/train.mjs'), at], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const exited = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await Promise.race([once(child.stdout, 'data'), exited]);
  await setTimeout(300 * Math.random());
  child.kill('SIGKILL');
  const [, signal] = await exited;
  return signal === 'SIGKILL';
};

test('a run killed at random moments ends with the bytes of one that was not', async () => {
  const [whole, killed] = [join(root, 'whole'), join(root, 'killed')];
  const kills = [];
  for (let attempt = 0; attempt < 2; attempt++) kills.push(await trainAndKill(killed));
  expect(kills).toContain(true);

  const run = await trainRun(longerRun(killed));
  const straight = await trainRun(longerRun(whole));
  for (const name of ['training.csv', 'evaluation.csv', 'checkpoint/parameters.safetensors']) {
    const [ours, theirs] = [await readFile(join(run.folder, name)), await readFile(join(straight.folder, name))];
    expect(ours.equals(theirs)).toBe(true);
  }
});
