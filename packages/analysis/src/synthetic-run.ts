import {
  runFolder,
  type BudgetName,
  type EvaluationRow,
  type Run,
  type RunState,
  type TrainingRow,
} from '@resnet/run-log';

/** What of a made-up run a test cares about. */
export interface SyntheticOptions {
  /** `plain-20`, `resnet-110`. */
  readonly network: string;
  /** The network's name where not given. */
  readonly member?: string;
  readonly experiment?: string;
  readonly budget?: BudgetName;
  readonly seed?: number;
  /** Errors the run ends with, percent. */
  readonly trainingError?: number;
  readonly testError?: number;
  /** On the whole training set, as it is; not logged where not given, as by older runs. */
  readonly trainingSetError?: number;
  /** Of all layers; not recorded where not given, as by older runs. */
  readonly layerResponses?: readonly number[];
  /** Of the network; where not given, the record is one of those that do not say. */
  readonly classes?: number;
  readonly state?: RunState;
  /** The share of the iterations that were run: below 1 for a run that has not finished. */
  readonly progress?: number;
  readonly startedAt?: string;
}

const iterationsByBudget: Readonly<Record<BudgetName, number>> = {
  paper: 64_000,
  short: 8_000,
  quick: 1_000,
  glance: 400,
  smoke: 4,
};

/** A run nobody trained, shaped like a real one (three rates, noise, 90% at first), for tests and for looking at figures. */
export const syntheticRun = ({
  network,
  member = network,
  experiment = 'cifar10/figure-6',
  budget = 'paper',
  seed = 1,
  trainingError = 5,
  testError = 10,
  trainingSetError,
  layerResponses,
  classes,
  state = 'finished',
  progress = 1,
  startedAt = '2026-01-02T03:04:05.000Z',
}: SyntheticOptions): Run => {
  const iterations = iterationsByBudget[budget];
  const reached = Math.floor(iterations * progress);
  const noise = createNoise(seed * 1_000_003 + network.length * 7919 + Math.round(testError * 1000));
  const training = spread(reached, 400).map((iteration): TrainingRow => {
    const error = curve(iteration / iterations, trainingError, noise());
    const rate = rateAt(iteration / iterations);
    return {
      iteration,
      epoch: iteration / 391,
      rate,
      loss: error / 30,
      error,
      top5Error: classes === undefined ? null : error / 15,
    };
  });
  const errors = (split: 'test' | 'training', iteration: number, error: number): EvaluationRow => ({
    ...{ iteration, split, protocol: 'single-view', loss: error / 25, top1Error: error, top5Error: error / 15 },
  });
  const tests = spread(reached, 80).map((iteration) => {
    const error = curve(iteration / iterations, testError, 2 * noise());
    return errors('test', iteration, iteration === iterations ? testError : error);
  });
  const ofTrainingSet = trainingSetError === undefined ? [] : [errors('training', iterations, trainingSetError)];
  const evaluation = [...tests, ...(state === 'finished' ? ofTrainingSet : [])];
  const family = network.startsWith('plain') ? 'plain' : 'residual';
  return {
    folder: runFolder('results', { experiment, budget, member, seed }),
    training,
    evaluation,
    timing: [],
    signals: [],
    warnings: [],
    record: {
      schemaVersion: 3,
      experiment,
      member,
      network: {
        name: network,
        family,
        depth: Number(network.split('-')[1]),
        shortcut: family === 'plain' ? null : 'A',
        parameters: 269_722,
        multiplyAdds: 40_551_040,
        definition: classes === undefined ? null : { ...definition, classes },
      },
      dataset: { name: 'cifar10', checksums: {}, trainingImages: 50_000 },
      recipe: { batchSize: 128, momentum: 0.9, weightDecay: 0.0001, schedule: scheduleOf(iterations) },
      budget,
      iterations,
      seed,
      precision: 'bf16',
      threads: 2,
      engine: { name: 'onednn', description: 'oneDNN on a made-up CPU', versions: { onednn: '0.0.0' } },
      machine: { cpu: 'made-up CPU', cores: 2, memoryBytes: 8 * 2 ** 30, os: 'made-up OS', node: '20.0.0' },
      commit: '0123456789abcdef0123456789abcdef01234567',
      clean: true,
      state,
      deviations: budget === 'paper' ? [] : [`Budget ${budget}: ${iterations} iterations instead of 64000.`],
      events: {
        running: [{ iteration: 0, at: startedAt, kind: 'started' as const, message: '' }],
        diverged: [{ iteration: reached, at: startedAt, kind: 'diverged' as const, message: 'loss is NaN' }],
        finished: [],
      }[state],
      startedAt,
      finishedAt: state === 'finished' ? startedAt : null,
      wallSeconds: 1234,
      final:
        state === 'finished'
          ? {
              trainingLoss: trainingError / 30,
              trainingError,
              ...(classes === undefined ? {} : { trainingTop5Error: trainingError / 15 }),
              evaluation: evaluation.filter(({ iteration }) => iteration === iterations),
              ...(layerResponses === undefined
                ? {}
                : {
                    layerResponses: Object.fromEntries(layerResponses.map((one, layer) => [`layer${layer + 1}`, one])),
                  }),
            }
          : null,
    },
  };
};

const definition = { input: { channels: 3, height: 224, width: 224 }, layers: {} } as const;

/** At most `count` iterations at equal distances, the last one `reached`. */
const spread = (reached: number, count: number): readonly number[] => {
  const points = Math.min(count, reached);
  return Array.from({ length: points }, (_, index) => Math.round(((index + 1) * reached) / points));
};

const scheduleOf = (iterations: number) => ({
  kind: 'drops',
  iterations,
  rate: 0.1,
  drops: [
    { at: iterations / 2, factor: 0.1 },
    { at: (3 * iterations) / 4, factor: 0.1 },
  ],
  warmUp: null,
});

const rateAt = (time: number): number => (time < 0.5 ? 0.1 : time < 0.75 ? 0.01 : 0.001);

/** Percent at a share of the whole training, falling from 90 to plateaus that the rate's drops lower. */
const curve = (time: number, final: number, noise: number): number => {
  const plateau = time < 0.5 ? 1.6 * final + 4 : time < 0.75 ? 1.1 * final + 0.3 : final;
  const wobble = noise * (time < 0.5 ? 0.1 : 0.02) * (plateau + 2);
  return Math.min(90, Math.max(0, plateau + Math.max(0, 90 - plateau) * Math.exp(-time * 25) + wobble));
};

/** Numbers in [-1, 1) from a linear congruential generator. */
const createNoise = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 31 - 1;
  };
};
