import { describe, expect, test } from '@jest/globals';
import { flatten, referenceEngine, type Session } from '@resnet/engine';
import { createRandom } from '@resnet/random';
import { tinyNetwork, tinyRecipe } from '../run/tiny-run.fixture.js';
import { createTrainingSession, initializeParameters } from '../start/index.js';
import { measureSignals } from './measure-signals.js';

const program = flatten(tinyNetwork);
const { batchSize } = tinyRecipe;
const pixels = 8 * 8;

/** [images, pixels, channels], each channel of its own deviation. */
const images = (() => {
  const { normal } = createRandom(1, 'images');
  return Float32Array.from({ length: batchSize * pixels * 3 }, (_, at) => (1 + (at % 3)) * normal());
})();
const batch = { images, labels: Int32Array.from({ length: batchSize }, (_, image) => image % 10) };

const varianceOf = (channel: number): number => {
  const values = images.filter((_, at) => at % 3 === channel);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
};

const withTinySession = async <Result>(use: (session: Session) => Promise<Result>): Promise<Result> => {
  const session = await createTrainingSession({
    ...{ engine: referenceEngine, program, recipe: tinyRecipe, precision: 'f64', threads: 1 },
  });
  try {
    await session.writeParameters(initializeParameters(program, tinyRecipe, 1));
    return await use(session);
  } finally {
    session.close();
  }
};

describe('measureSignals', () => {
  test('has a row for each layer with weights, in the order of the network', async () => {
    const rows = await withTinySession((session) => measureSignals(session, { program, batch }));
    expect(rows.map(({ layer }) => layer)).toEqual(['stem/conv1', 'block1/conv1', 'head/fc1']);
  });

  test('tells the norm of the gradients and weights that the session has', async () => {
    const { rows, gradients, parameters } = await withTinySession(async (session) => ({
      rows: await measureSignals(session, { program, batch }),
      gradients: (await session.gradients(batch)).gradients,
      parameters: await session.readParameters(),
    }));
    for (const { layer, gradientNorm, weightNorm } of rows) {
      expect(gradientNorm).toBeCloseTo(Math.hypot(...gradients.get(`${layer}/weights`)!), 10);
      expect(weightNorm).toBeCloseTo(Math.hypot(...parameters.get(`${layer}/weights`)!), 10);
      expect(gradientNorm).toBeGreaterThan(0);
    }
  });

  test('tells the variance of what a convolution gives, before and after it is normalized', async () => {
    // Channel o of the output is twice channel o modulo 3 of the input.
    const weights = new Float32Array(4 * 3 * 9);
    for (let out = 0; out < 4; out++) weights[(out * 3 + (out % 3)) * 9 + 4] = 2;
    const [stem] = await withTinySession(async (session) => {
      await session.writeParameters(
        new Map([
          ['stem/conv1/weights', weights],
          ['stem/norm1/scale', Float32Array.of(1, 1, 1, 3)],
        ]),
      );
      return measureSignals(session, { program, batch });
    });
    const expected = [0, 1, 2, 0].reduce((sum, channel) => sum + 4 * varianceOf(channel), 0) / 4;
    expect(stem?.outputVariance).toBeCloseTo(expected, 4);
    expect(stem?.normalizedVariance).toBeCloseTo((1 + 1 + 1 + 9) / 4, 4);
  });

  test('has no variances where nothing normalizes, as for the classifier', async () => {
    const rows = await withTinySession((session) => measureSignals(session, { program, batch }));
    expect(rows.at(-1)).toMatchObject({ outputVariance: null, normalizedVariance: null });
  });

  test('leaves the session as it was', async () => {
    const [before, after] = await withTinySession(async (session) => {
      await session.trainStep(batch, 0.1);
      const state = async () => [await session.readParameters(), await session.readMomentum()];
      const first = await state();
      await measureSignals(session, { program, batch });
      return [first, await state()];
    });
    expect(after).toEqual(before);
  });
});
