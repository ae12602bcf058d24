import { expect, test } from '@jest/globals';
import {
  basic,
  batchNorm,
  conv3x3,
  fullyConnected,
  globalAveragePool,
  maxPool3x3,
  relu,
  residualBlock,
  series,
  type Layer,
} from '@resnet/models';
import type { Parameters } from '../engine.js';
import { flatten } from '../flatten.js';
import type { Program } from '../program.js';
import { describeEngine, type EngineUnderTest } from './engine-under-test.js';
import { withSession } from './observation.js';
import { disturbedParameters, randomBatch } from './random-numbers.js';

const batchSize = 4;

const program = (name: string, ...layers: readonly Layer[]): Program =>
  flatten({
    name,
    input: { channels: 3, height: 8, width: 8 },
    classes: 4,
    layers: series(...layers, globalAveragePool, fullyConnected(4)),
  });
const stem = (width: number): Layer => series(conv3x3(width), batchNorm, relu);
const programs = [8, 16].flatMap((width) => [
  program(
    `residual blocks of ${width} channels`,
    stem(width),
    residualBlock(basic, 'A')({ channels: width, width, stride: 1 }),
    residualBlock(basic, 'B')({ channels: width, width: 2 * width, stride: 2 }),
  ),
  program(`max pooling of ${width} channels`, stem(width), maxPool3x3, conv3x3(width), batchNorm, relu),
]);

/** Declares tests that a network whose weights are not all numbers says so, and is not trained on as if they were. */
export const describeNan = (engineUnderTest: EngineUnderTest): void => {
  describeEngine('NaN', engineUnderTest, ({ engine, precision }) => {
    const places = programs.flatMap((program) => convolutionsOf(program).map((path) => ({ program, path })));

    test.each(places)('one in $path reaches the loss and every logit of $program.name', ({ program, path }) =>
      withSession(engine(), { program, batchSize, precision }, async (session) => {
        const batch = randomBatch(program, batchSize, 1);
        await session.writeParameters(withNan(disturbedParameters(program, 1), path));
        expect((await session.gradients(batch)).loss).toBeNaN();
        expect((await session.predict(batch.images)).every(Number.isNaN)).toBe(true);
      }),
    );

    test.each(places)(
      'after an iteration with one in $path, the first running mean with one is that of the normalization after, in $program.name',
      ({ program, path }) =>
        withSession(engine(), { program, batchSize, precision }, async (session) => {
          await session.writeParameters(withNan(disturbedParameters(program, 1), path));
          await session.trainStep(randomBatch(program, batchSize, 1), 0.1);
          const parameters = await session.readParameters();
          const means = program.parameters.filter(({ role }) => role === 'running-mean');
          const first = means.find((mean) => parameters.get(mean.path)?.some(Number.isNaN));
          expect(first?.path).toBe(runningMeanAfter(program, path));
        }),
    );
  });
};

const runningMeanAfter = ({ operations, parameters }: Program, weights: string): string | undefined => {
  const convolution = operations.find((one) => one.kind === 'convolution' && parameters[one.weights]?.path === weights);
  const after = operations.find((one) => one.kind === 'batch-normalization' && one.src === convolution?.dst);
  return after?.kind === 'batch-normalization' ? parameters[after.runningMean]?.path : undefined;
};

const convolutionsOf = ({ parameters }: Program): readonly string[] =>
  parameters.filter(({ role }) => role === 'convolution-weights').map(({ path }) => path);

const withNan = (parameters: Parameters, path: string): Parameters => {
  const weights = Float32Array.from(parameters.get(path) ?? []);
  weights[0] = NaN;
  return new Map([...parameters, [path, weights]]);
};
