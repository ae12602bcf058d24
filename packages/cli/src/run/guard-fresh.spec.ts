import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { UsageError } from '../errors.js';
import { guardFresh } from './guard-fresh.js';

const finished = fileURLToPath(
  new URL('../../../../results/cifar10/figure-6/short/plain-20/seed-1/run.json', import.meta.url),
);

describe('starting over', () => {
  const root = temporaryFolder();

  const guard = (yes = false) => guardFresh({ folders: [root, join(root, 'none')], yes });

  it('needs no word where there is nothing, or a run that is not finished', async () => {
    await guard();
    const record = (await readFile(finished, 'utf8')).replace('"state": "finished"', '"state": "running"');
    await writeFile(join(root, 'run.json'), record);
    await guard();
  });

  it('asks for --yes where a run is finished', async () => {
    await cp(finished, join(root, 'run.json'));
    await expect(guard()).rejects.toThrow(UsageError);
    await expect(guard()).rejects.toThrow(`lose 1 run: ${root} (finished); add --yes`);
    await guard(true);
  });

  it('asks for --yes where git tracks a file of it', async () => {
    execFileSync('git', ['init', '-q'], { cwd: root });
    await guard();
    await mkdir(join(root, 'checkpoint'));
    await writeFile(join(root, 'checkpoint', 'state.json'), '');
    execFileSync('git', ['add', '.'], { cwd: root });
    await expect(guard()).rejects.toThrow(`${root} (tracked by git)`);
    await guard(true);
  });

  it('is no way to lose a whole folder of results by one word', async () => {
    const folders = ['a', 'b'].map((name) => join(root, name));
    for (const folder of folders) {
      await mkdir(folder);
      await cp(finished, join(folder, 'run.json'));
    }
    await expect(guardFresh({ folders, yes: false })).rejects.toThrow('lose 2 runs');
  });
});
