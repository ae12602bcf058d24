import { describe, expect, test } from '@jest/globals';
import type { Batch, Crops, Parameters, Session } from '../engine.js';
import { isTrainable, parameterSize } from '../program.js';
import { describeEngine, type EngineUnderTest, type Subject } from './engine-under-test.js';
import { fingerprints } from './fingerprints.js';
import { paperOptimizer, withSession } from './observation.js';
import { disturbedParameters, randomBatch, randomCrops } from './random-numbers.js';
import { smallProgram as program } from './small-network.js';
import { relativeError } from './tolerance.js';

const batchSize = 4;
const batch = randomBatch(program, batchSize, 5);
const parameters = disturbedParameters(program, 6);
const momentum = new Map(
  program.parameters
    .filter(isTrainable)
    .map((parameter) => [
      parameter.path,
      Float32Array.from({ length: parameterSize(parameter) }, (_, index) => index / 7),
    ]),
);
const imageSize = batch.images.length / batchSize;

/** Declares tests of what a session promises beside its numbers. */
export const describeSession = (engineUnderTest: EngineUnderTest): void => {
  describeEngine('a session', engineUnderTest, (subject) => {
    describeNewSession(subject);
    describeState(subject);
    describePrediction(subject);
    describeCrops(subject);
    describeRefusals(subject);
  });
};

/** A test with a session that holds `parameters`. */
const sessionTest = ({ engine, precision }: Subject, name: string, use: (session: Session) => Promise<void>): void => {
  test(name, () =>
    withSession(engine(), { program, batchSize, precision }, async (session) => {
      await session.writeParameters(parameters);
      await use(session);
    }),
  );
};

/** All that a session keeps, in bits. */
const stateOf = async (session: Session): Promise<unknown> =>
  stateWith(await session.readParameters(), await session.readMomentum());

const stateWith = (parameters: Parameters, momentum: Parameters): unknown => ({
  parameters: fingerprints(parameters),
  momentum: fingerprints(momentum),
});

const describeNewSession = ({ engine, precision, tolerance }: Subject): void => {
  test('a new session has zero parameters and momentum, by path', () =>
    withSession(engine(), { program, batchSize, precision }, async (session) => {
      const zeros = program.parameters.map(
        (parameter) => [parameter.path, new Float32Array(parameterSize(parameter))] as const,
      );
      const trainable = zeros.filter(([path]) => momentum.has(path));
      expect(await stateOf(session)).toEqual(stateWith(new Map(zeros), new Map(trainable)));
    }));

  test('of equal logits the first wins', () =>
    withSession(engine(), { program, batchSize, precision }, async (session) => {
      const { loss, ...counts } = await session.gradients({ ...batch, labels: Int32Array.of(0, 1, 4, 5) });
      expect(counts).toMatchObject({ errors: 3, top5Errors: 1 });
      expect(relativeError(Float32Array.of(loss), Float32Array.of(Math.log(program.classes)))).toBeLessThan(
        tolerance.relativeError,
      );
    }));

  test('an image is misclassified by the first five classes where five logits or more are ahead of its label', () =>
    withSession(engine(), { program, batchSize, precision }, async (session) => {
      // Class 7 is first, class 3 last; all weights are zero, so that every image has these logits.
      const logits = Float32Array.of(2, -1, 3, -9, 4, 5, 0, 9, 1, -2);
      await session.writeParameters(new Map([['head/fc1/bias', logits]]));
      const countsOf = async (...labels: readonly number[]): Promise<unknown> => {
        const { errors, top5Errors } = await session.trainStep({ ...batch, labels: Int32Array.from(labels) }, 0);
        return { errors, top5Errors };
      };
      expect(await countsOf(7, 7, 7, 7)).toEqual({ errors: 0, top5Errors: 0 });
      expect(await countsOf(7, 5, 0, 8)).toEqual({ errors: 3, top5Errors: 1 });
      expect(await countsOf(8, 6, 3, 0)).toEqual({ errors: 4, top5Errors: 3 });
    }));

  test('a session holds memory', () =>
    withSession(engine(), { program, batchSize, precision }, (session) => {
      const parametersAndMomentum =
        2 * 4 * program.parameters.reduce((sum, parameter) => sum + parameterSize(parameter), 0);
      expect(session.memoryBytes).toBeGreaterThan(parametersAndMomentum);
      return Promise.resolve();
    }));
};

const describeState = (subject: Subject): void => {
  sessionTest(subject, 'reads parameters and momentum as they were written', async (session) => {
    await session.writeMomentum(momentum);
    expect(await stateOf(session)).toEqual(stateWith(parameters, momentum));
  });

  sessionTest(subject, 'sets the parameters named and no others', async (session) => {
    const bias = Float32Array.from({ length: 10 }, (_, index) => index);
    await session.writeParameters(new Map([['head/fc1/bias', bias]]));
    expect(await session.readParameters()).toEqual(new Map(parameters).set('head/fc1/bias', bias));
  });

  sessionTest(subject, 'hands out copies', async (session) => {
    for (const array of (await session.readParameters()).values()) array.fill(7);
    for (const array of (await session.readMomentum()).values()) array.fill(7);
    const zeros = new Map([...momentum].map(([path, { length }]) => [path, new Float32Array(length)]));
    expect(await stateOf(session)).toEqual(stateWith(parameters, zeros));
  });

  sessionTest(subject, 'gradients change nothing', async (session) => {
    await session.writeMomentum(momentum);
    const first = await session.gradients(batch);
    expect(await stateOf(session)).toEqual(stateWith(parameters, momentum));
    expect(await session.gradients(batch)).toEqual(first);
  });

  sessionTest(
    subject,
    'updateStatistics moves the running statistics by its weight and nothing else',
    async (session) => {
      await session.writeMomentum(momentum);
      const trainable = new Map([...parameters].filter(([path]) => momentum.has(path)));
      const statisticsAfter = async (weight: number): Promise<ReadonlyMap<string, Float32Array>> => {
        await session.writeParameters(parameters);
        await session.updateStatistics(batch.images, weight);
        const { parameters: all, momentum: kept } = {
          parameters: await session.readParameters(),
          momentum: await session.readMomentum(),
        };
        expect(kept).toEqual(momentum);
        expect(new Map([...all].filter(([path]) => trainable.has(path)))).toEqual(trainable);
        return new Map([...all].filter(([path]) => !trainable.has(path)));
      };
      const [unmoved, quarter, whole] = [
        await statisticsAfter(0),
        await statisticsAfter(0.25),
        await statisticsAfter(1),
      ];
      for (const [path, start] of unmoved) {
        expect(start).toEqual(parameters.get(path));
        const end = whole.get(path) ?? new Float32Array();
        const between = start.map((value, index) => 0.75 * value + 0.25 * (end[index] ?? NaN));
        expect(relativeError(quarter.get(path) ?? new Float32Array(), between)).toBeLessThan(1e-5);
      }
    },
  );
};

const describePrediction = (subject: Subject): void => {
  sessionTest(subject, 'predicts fewer images than a mini-batch as it does among others', async (session) => {
    const all = await session.predict(batch.images);
    expect(all).toHaveLength(batchSize * program.classes);
    for (const count of [1, 3]) {
      const some = await session.predict(batch.images.subarray(0, count * imageSize));
      const error = relativeError(some, all.subarray(0, count * program.classes));
      expect(error).toBeLessThan(subject.tolerance.relativeError);
    }
  });

  sessionTest(subject, 'predicting changes nothing', async (session) => {
    await session.writeMomentum(momentum);
    await session.predict(batch.images);
    expect(await stateOf(session)).toEqual(stateWith(parameters, momentum));
  });
};

const cropKinds = ['mean', 'black'] as const;

const describeCrops = (subject: Subject): void => {
  for (const padValue of cropKinds) {
    sessionTest(subject, `takes crops padded with ${padValue} for the images they make`, async (session) => {
      const { labels } = batch;
      const crops = randomCrops(program, batchSize, padValue, 7);
      const images = crops.toFloat32();
      expect(await session.predict(crops)).toEqual(await session.predict(images));
      expect(await session.gradients({ images: crops, labels })).toEqual(await session.gradients({ images, labels }));
      const after = async (given: typeof images | Crops): Promise<unknown> => {
        await session.writeParameters(parameters);
        await session.writeMomentum(momentum);
        await session.updateStatistics(given, 0.5);
        return [await session.trainStep({ images: given, labels }, 0.1), await stateOf(session)];
      };
      expect(await after(crops)).toEqual(await after(images));
    });
  }

  sessionTest(subject, 'takes crops that lie outside of their image', async (session) => {
    const crops = randomCrops(program, 2, 'black', 8);
    crops.places.set([0, -9, 0, 1, 1, 3, 40, 0]);
    expect(await session.predict(crops)).toEqual(await session.predict(crops.toFloat32()));
  });
};

const cropsOf = (change: Partial<Crops>): Crops => ({ ...randomCrops(program, batchSize, 'mean', 9), ...change });
const place = (...values: number[]): Crops => cropsOf({ places: Int32Array.from(values) });

const refusals: readonly (readonly [string, (session: Session) => Promise<unknown>])[] = [
  ['training on fewer images than a mini-batch', (session) => session.trainStep(firstImages(3), 0.1)],
  ['training on more images than a mini-batch', (session) => session.trainStep(randomBatch(program, 5, 1), 0.1)],
  ['training with a label missing', (session) => session.trainStep({ ...batch, labels: new Int32Array(3) }, 0.1)],
  ['a label that is no class', (session) => session.gradients({ ...batch, labels: Int32Array.of(0, 1, 2, 10) })],
  ['gradients of fewer images than a mini-batch', (session) => session.gradients(firstImages(3))],
  ['statistics of fewer images than a mini-batch', (session) => session.updateStatistics(firstImages(3).images, 0.1)],
  ['predicting part of an image', (session) => session.predict(batch.images.subarray(1))],
  ['predicting more images than a mini-batch', (session) => session.predict(randomBatch(program, 5, 1).images)],
  ['predicting no image', (session) => session.predict(new Float32Array())],
  ['statistics of fewer crops than a mini-batch', (session) => session.updateStatistics(place(0, 0, 0, 0), 0.1)],
  ['predicting part of a place', (session) => session.predict(place(0, 0, 0))],
  ['predicting no crop', (session) => session.predict(place())],
  ['a crop of an image the set has not', (session) => session.predict(place(3, 0, 0, 0))],
  ['a crop of an image before the first', (session) => session.predict(place(-1, 0, 0, 0))],
  ['a flip that is neither 0 nor 1', (session) => session.predict(place(0, 0, 0, 2))],
  ['a mean of a wrong size', (session) => session.predict(cropsOf({ mean: new Float32Array(3) }))],
  ['a scale of a wrong size', (session) => session.predict(cropsOf({ scale: new Float32Array(1) }))],
  [
    'a parameter of a wrong size',
    (session) => session.writeParameters(new Map([['head/fc1/bias', new Float32Array(9)]])),
  ],
  [
    'a parameter the program has not',
    (session) => session.writeParameters(new Map([['head/fc2/bias', new Float32Array(10)]])),
  ],
  ['momentum of a wrong size', (session) => session.writeMomentum(new Map([['head/fc1/bias', new Float32Array(11)]]))],
  [
    'momentum of a running mean',
    (session) => session.writeMomentum(new Map([['stem/norm1/running-mean', new Float32Array(8)]])),
  ],
];

/** As JavaScript may call it: what TypeScript refuses. */
const ofWrongKind: readonly (readonly [string, (session: Session) => Promise<unknown>])[] = [
  ['labels', (session) => session.gradients({ ...batch, labels: new Uint8Array(batchSize) as never })],
  ['images', (session) => session.predict(new Float64Array(imageSize) as never)],
  ['bytes', (session) => session.predict(cropsOf({ bytes: new Int8Array(3 * imageSize) as never }))],
  ['a mean', (session) => session.predict(cropsOf({ mean: new Uint8Array(imageSize) as never }))],
  ['a scale', (session) => session.predict(cropsOf({ scale: new Float64Array(3) as never }))],
  ['places', (session) => session.predict(cropsOf({ places: new Int16Array(4) as never }))],
];

const firstImages = (count: number): Batch => ({
  images: batch.images.subarray(0, count * imageSize),
  labels: batch.labels.subarray(0, count),
});

const describeRefusals = (subject: Subject): void => {
  describe('refuses with a RangeError, and nothing changes:', () => {
    for (const [name, use] of refusals) {
      sessionTest(subject, name, async (session) => {
        const before = await stateOf(session);
        await expect(use(session)).rejects.toThrow(RangeError);
        expect(await stateOf(session)).toEqual(before);
      });
    }
  });

  describe('refuses with a TypeError', () => {
    for (const [name, use] of ofWrongKind) {
      sessionTest(subject, `${name} in an array of another kind`, async (session) => {
        await expect(use(session)).rejects.toThrow(TypeError);
      });
    }
  });

  const { engine, precision } = subject;
  test.each([
    ['a mini-batch of no image', { batchSize: 0 }],
    ['a fraction of an image', { batchSize: 1.5 }],
    ['no thread', { threads: 0 }],
    ['more threads than a system starts', { threads: 1e6 }],
    ['statistics groups that do not divide the mini-batch', { statisticsGroup: 3 }],
    ['a precision it has not', { precision: 'f8' as 'f32' }],
  ])('is not created with %s', async (_, wrong) => {
    const options = { program, batchSize, precision, optimizer: paperOptimizer, ...wrong };
    await expect(engine().createSession(options)).rejects.toThrow(RangeError);
  });

  test('is unusable after it was closed', async () => {
    const session = await engine().createSession({ program, batchSize, precision, optimizer: paperOptimizer });
    session.close();
    await expect(session.predict(batch.images)).rejects.toThrow(Error);
    await expect(session.trainStep(batch, 0.1)).rejects.toThrow(Error);
  });
};
