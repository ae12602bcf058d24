import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { referenceEngine } from '@resnet/engine';
import { networkNamed } from '@resnet/models';
import { readRun, type Run } from '@resnet/run-log';
import { checkSettings } from './check-settings.js';
import { cifarRecipe } from '../recipe/index.js';
import { memberOf } from '../experiment/index.js';
import { planRun } from '../start/index.js';
import { tinyData } from '../run/tiny-run.fixture.js';

/** Records as the suite wrote them then. */
const versionOne = join(import.meta.dirname, '../../../run-log/src/version-1');
const readOld = (name: string) => readRun(join(versionOne, name));

/** The record that a run of today starts with, made by the same engine in the same precision from the same data. */
const wantedToday = async ({ record }: Run, change: Partial<typeof cifarRecipe> = {}) => {
  const { checksums, trainingImages } = record.dataset;
  const size = { height: 32, width: 32 };
  const train = { ...tinyData.train, ...size, count: trainingImages };
  const testSet = { ...tinyData.test, ...size, count: 10_000 };
  const { name, versions } = record.engine;
  const plan = await planRun({
    experiment: { id: record.experiment, dataset: 'cifar10' },
    member: memberOf({ network: networkNamed(record.member), recipe: { ...cifarRecipe, ...change } }),
    ...{ budget: 'short', seed: 1, root: versionOne, data: { ...tinyData, train, test: testSet, checksums } },
    engine: { ...referenceEngine, name: name as 'onednn', versions, precisions: ['bf16'] },
    ...{ precision: 'bf16', threads: record.threads },
  });
  return plan.record;
};

describe('a run of version 1', () => {
  test.each(['plain-20', 'resnet-56'])('is the run that is wanted today: %s', async (name) => {
    const run = await readOld(name);
    const wanted = await wantedToday(run);
    expect(() => checkSettings(run.folder, run.record, wanted)).not.toThrow();
    const running = { ...run.record, state: 'running' } as const;
    expect(() => checkSettings(run.folder, running, wanted)).not.toThrow();
  });

  test('that computed some of its statistics groups at once goes on by the option that says so', async () => {
    const run = await readOld('plain-20');
    const wanted = await wantedToday(run, { batchStatistics: 32 });
    const running = { ...run.record, recipe: wanted.recipe, state: 'running', groupsAtOnce: 2 } as const;
    expect(() => checkSettings(run.folder, running, wanted)).toThrow(
      /\(groupsAtOnce: 2 there, 4 now\): go on with it by --groups-at-once 2, since/,
    );
    expect(() => checkSettings(run.folder, running, { ...wanted, groupsAtOnce: 2 })).not.toThrow();
    expect(() => checkSettings(run.folder, { ...running, state: 'finished' }, wanted)).not.toThrow();
  });

  test('is what it is whatever engine is here, unless something of it is still to be computed', async () => {
    const run = await readOld('plain-20');
    const today = await wantedToday(run);
    const wanted = { ...today, engine: { ...today.engine, name: 'tfjs' } };
    expect(() => checkSettings(run.folder, run.record, wanted)).not.toThrow();
    const running = { ...run.record, state: 'running' } as const;
    expect(() => checkSettings(run.folder, running, wanted)).toThrow('go on with it by --engine onednn, since');
  });

  test('is still told from one of another recipe', async () => {
    const run = await readOld('plain-20');
    const wanted = await wantedToday(run, { nesterov: true });
    expect(() => checkSettings(run.folder, run.record, wanted)).toThrow('recipe.nesterov: false there, true now');
  });

  test('without an option that recipes had not yet is one made as the suite did until then', async () => {
    const run = await readOld('plain-20');
    const recipe = Object.entries(run.record.recipe).filter(([option]) => option !== 'cropAverage');
    const older = { ...run.record, recipe: Object.fromEntries(recipe) };
    const wanted = await wantedToday(run);
    expect(() => checkSettings(run.folder, older, wanted)).not.toThrow();
  });
});

test('another network is told by the first lines that differ', async () => {
  const run = await readOld('plain-20');
  const wanted = await wantedToday(await readOld('resnet-56'));
  const check = () => checkSettings(run.folder, run.record, wanted);
  expect(check).toThrow('member: "plain-20" there, "resnet-56" now');
  expect(check).toThrow(/; and \d+ more\)/);
});
