import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import type { ImageSet } from '@resnet/datasets';
import { floatImages, isTrainable, parameterSize, referenceEngine, type Engine, type Session } from '@resnet/engine';
import { plainNetwork, residualNetwork } from '@resnet/models';
import type { Run } from '@resnet/run-log';
import { cifarRecipe, memberOf, type Experiment } from '@resnet/training';
import { Interruption } from '../errors.js';
import { planRuns } from './plan-runs.js';
import { trainAll } from './train-all.js';

/** Its losses are finite for residual networks only. */
const fakeEngine: Engine = {
  ...referenceEngine,
  precisions: ['f32'],
  createSession: ({ program }) => {
    const zeros = (parameters: typeof program.parameters) =>
      Promise.resolve(
        new Map(parameters.map((parameter) => [parameter.path, new Float32Array(parameterSize(parameter))])),
      );
    const session: Session = {
      memoryBytes: 0,
      readParameters: () => zeros(program.parameters),
      writeParameters: () => Promise.resolve(),
      readMomentum: () => zeros(program.parameters.filter(isTrainable)),
      writeMomentum: () => Promise.resolve(),
      trainStep: () => Promise.resolve({ loss: program.name.startsWith('plain') ? NaN : 1, errors: 3, top5Errors: 1 }),
      gradients: () => Promise.reject(new Error('not asked for')),
      updateStatistics: () => Promise.resolve(),
      predict: (images) => Promise.resolve(new Float32Array((floatImages(images).length / 3072) * program.classes)),
      close: () => undefined,
    };
    return Promise.resolve(session);
  },
};

const images: ImageSet = {
  ...{ count: 32, height: 32, width: 32, channels: 3, classes: 10 },
  images: new Uint8Array(32 * 3072),
  labels: new Int32Array(32),
};

const experiment: Experiment = {
  ...{ id: 'cifar10/test', reproduces: 'nothing', claim: 'nothing', dataset: 'cifar10' },
  members: [plainNetwork({ depth: 8 }), residualNetwork({ depth: 8 })].map((network) =>
    memberOf({ network, recipe: cifarRecipe }),
  ),
};

interface TrainOptions {
  readonly committed?: readonly Run[];
  readonly earlier?: readonly Run[];
  readonly engine?: Engine;
}

describe('trainAll', () => {
  let out: string;
  beforeEach(async () => {
    out = await mkdtemp(join(tmpdir(), 'resnet-cli-'));
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(async () => {
    jest.restoreAllMocks();
    await rm(out, { recursive: true });
  });

  const train = (
    say: (line: string) => void,
    { committed = [], earlier = [], engine = fakeEngine }: TrainOptions = {},
  ) => {
    const runs = experiment.members.map((member) => ({ member, seed: 1 }));
    const planned = planRuns({ experiment, runs, budget: 'smoke', precision: 'f32', earlier, committed });
    const data = { kind: 'images' as const, train: images, test: images, checksums: {} };
    return trainAll({
      command: { out, fresh: false },
      setup: { experiment, engine, precision: 'f32', threads: 1, data },
      work: { budget: 'smoke', planned, secondsOf: () => 0 },
      // What memory a run takes is said before it starts.
      say: (line: string) => {
        if (!line.includes('GiB for mini-batches of')) say(line);
      },
    });
  };

  it('reports a run that diverges and goes on with the others', async () => {
    const lines: string[] = [];
    const { runs } = await train((line) => lines.push(line));
    expect(runs.map(({ record }) => record.state)).toEqual(['diverged', 'finished']);
    expect(lines[0]).toMatch(/^plain-8, seed 1: diverged, .* at iteration 1 /);
    expect(lines[1]).toMatch(/^resnet-8, seed 1: finished after .* s, training error 9\.38%, test error 0\.00%/);
  });

  it('trains the other runs where the folder of one is broken, and says how many could not be', async () => {
    const broken = join(out, 'cifar10/test/smoke/plain-8/seed-1');
    await mkdir(broken, { recursive: true });
    await writeFile(join(broken, 'run.json'), '{}');
    const lines: string[] = [];
    const { runs, refused } = await train((line) => lines.push(line));
    expect([runs.map(({ record }) => record.member), refused]).toEqual([['resnet-8'], 1]);
    expect(lines).toEqual([expect.stringMatching(/^resnet-8, seed 1: finished/)]);
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining(`plain-8, seed 1: ${join(broken, 'run.json')}`));
  });

  /** What the system answers where the first run begins. */
  const answering = (code: string, path: string): Engine => ({
    ...fakeEngine,
    createSession: (options) =>
      options.program.name === 'plain-8'
        ? Promise.reject(Object.assign(new Error(code), { code, syscall: 'open', path }))
        : fakeEngine.createSession(options),
  });

  it('trains the other runs where the system permits nothing in the folder of one', async () => {
    const denied = join(out, 'cifar10/test/smoke/plain-8/seed-1/run.lock');
    const { runs, refused } = await train(() => undefined, { engine: answering('EACCES', denied) });
    expect([runs.map(({ record }) => record.member), refused]).toEqual([['resnet-8'], 1]);
    expect(console.error).toHaveBeenCalledWith(`plain-8, seed 1: cannot open ${denied}: permission is denied`);
  });

  it('trains no other run where the disk is full, or permission is lacking elsewhere', async () => {
    const inFolder = join(out, 'cifar10/test/smoke/plain-8/seed-1/training.csv');
    for (const [code, path] of [
      ['ENOSPC', inFolder],
      ['EACCES', join(out, 'cifar10/test/smoke/plain-8/seed-11/training.csv')],
    ] as const) {
      const lines: string[] = [];
      await expect(train((line) => lines.push(line), { engine: answering(code, path) })).rejects.toThrow(code);
      expect(lines).toEqual([]);
    }
  });

  it('trains the other runs where one needs more memory than there is', async () => {
    const small: Engine = {
      ...fakeEngine,
      createSession: (options) =>
        options.program.name === 'plain-8'
          ? Promise.reject(new RangeError('plain-8 needs 99 GiB of memory'))
          : fakeEngine.createSession(options),
    };
    const lines: string[] = [];
    const { runs, refused } = await train((line) => lines.push(line), { engine: small });
    expect([runs.map(({ record }) => record.member), refused]).toEqual([['resnet-8'], 1]);
    expect(console.error).toHaveBeenCalledWith('plain-8, seed 1: plain-8 needs 99 GiB of memory');
  });

  it('does not train what is finished or has diverged again', async () => {
    const { runs: first } = await train(() => undefined);
    const lines: string[] = [];
    const { runs: second } = await train((line) => lines.push(line), { earlier: first });
    expect(second.map(({ record }) => record.events)).toEqual(first.map(({ record }) => record.events));
    expect(lines[0]).toMatch(/^plain-8, seed 1: diverged/);
    expect(lines[1]).toMatch(/^resnet-8, seed 1: finished .* \(finished before: --fresh --yes trains it again\)$/);
  });

  it('takes a run that is finished elsewhere as it is, and says where it lies', async () => {
    const taken = syntheticRun({ network: 'plain-8', experiment: experiment.id, budget: 'smoke' });
    const lines: string[] = [];
    const { runs } = await train((line) => lines.push(line), { committed: [taken] });
    expect(runs[0]).toBe(taken);
    expect(lines[0]).toMatch(
      /^plain-8, seed 1: finished .* \(taken from results\/cifar10\/test\/smoke\/plain-8\/seed-1\)$/,
    );
    expect(await readdir(join(out, 'cifar10/test/smoke'))).toEqual(['resnet-8']);
  });

  it('leaves a run in another precision alone, and trains the others', async () => {
    // In bf16.
    const blocking = syntheticRun({ network: 'plain-8', experiment: experiment.id, budget: 'smoke' });
    const lines: string[] = [];
    const { runs, refused } = await train((line) => lines.push(line), { earlier: [blocking] });
    expect([runs.map(({ record }) => record.member), refused]).toEqual([['resnet-8'], 1]);
    expect(lines).toEqual([expect.stringMatching(/^resnet-8, seed 1: finished/)]);
    expect(await readdir(join(out, 'cifar10/test/smoke'))).toEqual(['resnet-8']);
  });

  it('stops at Ctrl-C with an interruption that names the checkpoint', async () => {
    const stopped = train(() => setImmediate(() => process.emit('SIGINT')));
    await expect(stopped).rejects.toThrow(Interruption);
    await expect(stopped).rejects.toThrow(join('resnet-8', 'seed-1'));
  });
});
