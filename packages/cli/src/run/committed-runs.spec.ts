import { describe, expect, it } from '@jest/globals';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { syntheticRun, type SyntheticOptions } from '@resnet/analysis/synthetic-run';
import { plainNetwork } from '@resnet/models';
import { runFolder } from '@resnet/run-log';
import { cifarRecipe, memberOf, scaleRecipe, type Experiment } from '@resnet/training';
import { describeOthers, findCommittedRuns, type CommittedOptions } from './committed-runs.js';
import { planRuns } from './plan-runs.js';

const member = memberOf({ network: plainNetwork({ depth: 20 }), recipe: cifarRecipe, runs: 'cifar10/figure-6' });
const experiment: Experiment = {
  ...{ id: 'cifar10/test', reproduces: 'nothing', claim: 'nothing', dataset: 'cifar10' },
  members: [member],
};
const runs = [1, 2].map((seed) => ({ member, seed }));

describe('the committed runs', () => {
  const folder = temporaryFolder();

  const commit = async (options: Partial<SyntheticOptions> = {}) => {
    const { record } = syntheticRun({ network: 'plain-20', budget: 'quick', ...options });
    const committed = { ...record, recipe: { ...scaleRecipe(cifarRecipe, 'quick') } };
    await mkdir(runFolder(folder, record), { recursive: true });
    await writeFile(join(runFolder(folder, record), 'run.json'), JSON.stringify(committed));
  };
  const find = (options: Partial<CommittedOptions> = {}) =>
    findCommittedRuns({
      command: { out: 'runs', again: false, fresh: false },
      ...{ experiment, runs, precision: 'bf16', data: null, folder },
      ...options,
    });
  const seedsOf = async (options?: Partial<CommittedOptions>) =>
    (await find(options)).same.map(({ record }) => record.seed);

  it('that are finished are taken for the runs of any experiment that shares the member', async () => {
    await commit();
    const { same, others } = await find();
    expect(others).toEqual([]);
    expect(same.map((run) => run.folder)).toEqual([join(folder, 'cifar10/figure-6/quick/plain-20/seed-1')]);
    const planned = planRuns({ experiment, runs, budget: 'quick', precision: 'bf16', earlier: [], committed: same });
    expect(planned).toMatchObject([
      { seed: 1, state: 'finished', taken: same[0], multiplyAdds: 0 },
      { seed: 2, state: null, taken: null },
    ]);
  });

  it.each(['./runs', 'runs/', resolve('runs')])('are taken where the folder of runs is written as %s', async (out) => {
    await commit();
    expect(await seedsOf({ command: { out, again: false, fresh: false } })).toEqual([1]);
  });

  it("do not count beside one's own run, finished or not", async () => {
    await commit();
    const { same: committed } = await find();
    const own = syntheticRun({ network: 'plain-20', budget: 'quick', state: 'running', progress: 0.5 });
    const [planned] = planRuns({ experiment, runs, budget: 'quick', precision: 'bf16', earlier: [own], committed });
    expect(planned).toMatchObject({ state: 'running', taken: null });
  });

  it('that have not finished are not taken', async () => {
    await commit({ state: 'running', progress: 0.5 });
    await commit({ state: 'diverged', seed: 2, progress: 0.1 });
    expect(await find()).toEqual({ same: [], others: [] });
  });

  it.each([
    ['another folder', { out: 'elsewhere', again: false, fresh: false }],
    ['runs again', { out: 'runs', again: true, fresh: false }],
    ['runs afresh', { out: 'runs', again: false, fresh: true }],
  ])('are left alone where the command asks for %s', async (_, command) => {
    await commit();
    expect(await seedsOf()).toEqual([1]);
    expect(await seedsOf({ command })).toEqual([]);
  });

  it('of another precision, recipe or data set are told from those that would be trained', async () => {
    await commit();
    const nesterov = { ...member, recipe: { ...cifarRecipe, nesterov: true } };
    const data = { checksums: { 'train.bin': 'abc' } } as unknown as CommittedOptions['data'];
    const cases: readonly [Partial<CommittedOptions>, string][] = [
      [{ precision: 'f32' }, 'precision: "bf16" there, "f32" now'],
      [{ runs: [{ member: nesterov, seed: 1 }] }, 'recipe.nesterov: false there, true now'],
      [{ data }, 'data.train.bin: nothing there, "abc" now'],
    ];
    for (const [options, difference] of cases) {
      const { same, others } = await find(options);
      expect(same).toEqual([]);
      expect(others.map(({ differences }) => differences)).toEqual([[difference]]);
    }
  });

  it('that are others are named where the run is to be trained, with what differs', async () => {
    await commit();
    const { others } = await find({ precision: 'f32' });
    const planned = planRuns({ experiment, runs, budget: 'quick', precision: 'bf16', earlier: [] });
    const place = join(folder, 'cifar10/figure-6/quick/plain-20/seed-1');
    expect(describeOthers(others, { budget: 'quick', planned, secondsOf: () => 0 })).toEqual([
      `${place} is another run (precision: "bf16" there, "f32" now): it is trained here too`,
    ]);
    expect(describeOthers(others, { budget: 'short', planned, secondsOf: () => 0 })).toEqual([]);
  });
});
