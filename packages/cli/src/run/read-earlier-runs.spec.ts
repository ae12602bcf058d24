import { describe, expect, it } from '@jest/globals';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { plainNetwork } from '@resnet/models';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { runFolder, runIdentity } from '@resnet/run-log';
import { cifarRecipe, memberOf, type Experiment } from '@resnet/training';
import { readEarlierRuns } from './read-earlier-runs.js';

const member = memberOf({ network: plainNetwork({ depth: 20 }), recipe: cifarRecipe, seeds: [1, 2] });
const experiment: Experiment = {
  ...{ id: 'cifar10/test', reproduces: 'nothing', claim: 'nothing', dataset: 'cifar10' },
  members: [member],
};
const runs = [1, 2].map((seed) => ({ member, seed }));

describe('the earlier runs', () => {
  const out = temporaryFolder();

  const record = JSON.stringify(syntheticRun({ network: 'plain-20', budget: 'quick' }).record);
  const folderOf = (seed: number) => runFolder(out, runIdentity(experiment, member, { budget: 'quick', seed }));
  const write = async (folder: string, text: string) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'run.json'), text);
  };

  it('are read from their own folders, whatever else lies beside them', async () => {
    await write(folderOf(1), record);
    await write(join(out, 'stray'), '{}');
    await write(folderOf(2), '{}');
    const earlier = await readEarlierRuns({ experiment, runs, out });
    expect(earlier.map(({ folder }) => folder)).toEqual([folderOf(1)]);
  });

  it('are read through a symbolic link', async () => {
    await write(join(out, 'elsewhere'), record);
    await mkdir(dirname(folderOf(1)), { recursive: true });
    await symlink(join(out, 'elsewhere'), folderOf(1));
    expect(await readEarlierRuns({ experiment, runs, out })).toMatchObject([{ folder: folderOf(1) }]);
  });
});
