import { expect, it } from '@jest/globals';
import { readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { experiments } from '@resnet/experiments';
import { plainNetwork, residualNetwork } from '@resnet/models';
import { readRunRecord, type Run } from '@resnet/run-log';
import {
  cifarRecipe,
  imagenetRecipe,
  memberOf,
  scaleRecipe,
  type Experiment,
  type Member,
  type Recipe,
} from '@resnet/training';
import { runsAsNow } from './runs-as-now.js';

const mine = (changed: Partial<Member> = {}): Experiment => ({
  ...{ id: 'mine/deeper', reproduces: 'nothing', claim: 'nothing', dataset: 'cifar10' },
  members: [{ ...memberOf({ network: residualNetwork({ depth: 20 }), recipe: cifarRecipe }), ...changed }],
});

const runs = [1, 2].map((seed) => {
  const run = syntheticRun({ network: 'resnet-20', experiment: 'mine/deeper', budget: 'quick', seed });
  return { ...run, record: { ...run.record, recipe: { ...scaleRecipe(cifarRecipe, 'quick') } } };
});
const [first] = runs;

const select = (experiment: Experiment) => {
  const lines: string[] = [];
  return { runs: runsAsNow(experiment, runs, (line) => lines.push(line)), lines };
};

it('the runs of an experiment that has not changed all count, and so they do where only what is logged has', () => {
  expect(select(mine())).toEqual({ runs, lines: [] });
  expect(select(mine({ recipe: { ...cifarRecipe, log: { ...cifarRecipe.log, signalsAt: [100] } } })).lines).toEqual([]);
});

it('how often they are evaluated counts where the rate drops by what evaluations find, and not else', () => {
  const often = { ...cifarRecipe.log, evaluationEvery: 200 };
  expect(select(mine({ recipe: { ...cifarRecipe, log: often } })).runs).toEqual(runs);
  const schedule = { ...imagenetRecipe.schedule, kind: 'plateau', error: { kind: 'evaluation' } } as Recipe['schedule'];
  const plateau = { ...cifarRecipe, schedule };
  const trained = [{ ...first!, record: { ...first!.record, recipe: { ...scaleRecipe(plateau, 'quick') } } }];
  const countedOf = (recipe: Recipe) => runsAsNow(mine({ recipe }), trained, () => undefined);
  expect(countedOf(plateau)).toEqual(trained);
  expect(countedOf({ ...plateau, log: often })).toEqual([]);
});

it.each([
  ['another recipe', { recipe: { ...cifarRecipe, nesterov: true } }, 'recipe.nesterov: false there, true now'],
  ['other layers', { network: { ...plainNetwork({ depth: 20 }), name: 'resnet-20' } }, 'network.family: "residual"'],
])('runs under the name of a member that has %s now are left out and named, with what differs', (_, changed, said) => {
  const { runs: counted, lines } = select(mine(changed));
  expect(counted).toEqual([]);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toContain(`${first?.folder} is left out, since resnet-20 has changed since then (${said}`);
});

it('the runs of other members are no part of it, and nothing is said of them', () => {
  expect(
    select({ ...mine(), members: [memberOf({ network: plainNetwork({ depth: 20 }), recipe: cifarRecipe })] }),
  ).toEqual({ runs: [], lines: [] });
});

it('every committed run is one that an experiment of the suite would train now', async () => {
  const results = join(import.meta.dirname, '../../../results');
  const files = (await readdir(results, { recursive: true })).filter((path) => basename(path) === 'run.json');
  const folders = files.map((path) => join(results, dirname(path)));
  // Their logs say nothing of how they were trained.
  const committed = await Promise.all(
    folders.map(async (folder) => ({ folder, record: await readRunRecord(folder) }) as Run),
  );
  const lines: string[] = [];
  const counted = experiments.flatMap((experiment) => runsAsNow(experiment, committed, (line) => lines.push(line)));
  expect(lines).toEqual([]);
  expect(new Set(counted).size).toBe(committed.length);
  expect(committed).not.toHaveLength(0);
});
