import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { openPhotoSet, orderBySize, photoEvaluationBatches, type PhotoSet } from '@resnet/datasets';
import { packSyntheticPhotoSet } from '@resnet/datasets/photo-set.fixture';
import { flatten, parameterSize, referenceEngine } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { createRandom } from '@resnet/random';
import { tinyNetwork } from '../run/tiny-run.fixture.js';
import { evaluatePhotos, type EvaluatePhotosOptions, type PhotoMember } from './evaluate-photos.js';
import type { EvaluationProgress } from './evaluation-progress.js';
import { logProbabilities } from './log-probabilities.js';
import { mirror } from './mirror.js';
import { photoProtocols, type PhotoEvaluationProtocol } from './photo-protocols.js';
import { protocolNamed } from './protocol-named.js';

jest.setTimeout(120_000);

const network = { ...tinyNetwork, classes: 10 };
const transform = { mean: Float32Array.of(120, 110, 100), divisor: [60, 60, 60] };

const member = (seed: number): PhotoMember => {
  const parameters = new Map(
    flatten(network).parameters.map((parameter): [string, Float32Array] => {
      const random = createRandom(seed, parameter.path);
      const numbers = new Float32Array(parameterSize(parameter)).map(() => 0.3 * random.normal());
      return [parameter.path, parameter.role === 'running-variance' ? numbers.fill(1) : numbers];
    }),
  );
  const classIndices = () => Int32Array.of(4, 7, 2);
  return { name: `member ${seed}`, network, parameters, transform, protocols: [], classIndices };
};

const parent = temporaryFolder({ shared: true });
let set: PhotoSet;
beforeAll(async () => {
  const { folder } = await packSyntheticPhotoSet({ parent, classes: 3, train: 1, validation: 3 });
  set = await openPhotoSet({ folder, split: 'validation' });
});

const evaluate = (
  protocol: PhotoEvaluationProtocol,
  { members = [member(1)], ...change }: Partial<Omit<EvaluatePhotosOptions, 'protocol'>> = {},
) =>
  evaluatePhotos({
    engine: referenceEngine,
    precision: 'f64',
    threads: 1,
    workers: 1,
    members: members.map((one) => ({ ...one, protocols: [protocol, ...one.protocols] })),
    set,
    protocol: protocol.name,
    ...change,
  });

const whole = (...sides: number[]): PhotoEvaluationProtocol => ({
  name: 'multi-scale',
  description: '',
  views: sides.map((shorterSide) => ({ kind: 'whole', shorterSide })),
  flips: 'none',
  average: 'softmax',
});

/** What each photograph gives, one session a photograph. */
const oneByOne = async (sides: readonly number[], { flipped }: { readonly flipped: boolean }) => {
  const logits = Array.from({ length: set.count }, (): number[] => []);
  const { parameters } = member(1);
  for (const shorterSide of sides) {
    let image = 0;
    const views = { kind: 'whole', shorterSide } as const;
    for await (const batch of photoEvaluationBatches({ set, transform, views, batchSize: 1, workers: 1 })) {
      const { height, width, images } = batch;
      const program = flatten({ ...network, input: { channels: 3, height, width } });
      const optimizer = {
        momentum: 0,
        momentumForm: 'rate-inside',
        nesterov: false,
        weightDecay: 0,
        decayed: 'all',
      } as const;
      const session = await referenceEngine.createSession({ program, batchSize: 1, precision: 'f64', optimizer });
      await session.writeParameters(parameters);
      logits[image]?.push(...(await session.predict(images)));
      if (flipped) logits[image]?.push(...(await session.predict(mirror(images, width))));
      image++;
    }
  }
  return logits.map((views) => logProbabilities(Float32Array.from(views), { classes: 10, average: 'softmax' }));
};

describe('photographs evaluated as wholes at several shorter sides', () => {
  test.each([false, true])('give the average of what each gives alone, flips too: %s', async (flipped) => {
    const expected = await oneByOne([16, 24], { flipped });
    const [result] = await evaluate({ ...whole(16, 24), flips: flipped ? 'flipped' : 'none' });
    expect(result?.predictions).toHaveLength(9);
    for (const [image, { key, label, top5, logProbabilities }] of (result?.predictions ?? []).entries()) {
      expect(key).toBe(set.images.at(image).key);
      expect(label).toBe([4, 7, 2][set.labels[image] ?? -1]);
      for (const [place, index] of top5.entries()) {
        expect(logProbabilities[place]).toBeCloseTo(expected[image]?.[index] ?? NaN, 4);
      }
    }
    const loss = expected.reduce(
      (sum, scores, image) => sum - (scores[[4, 7, 2][set.labels[image] ?? -1] ?? -1] ?? NaN),
      0,
    );
    expect(result?.loss).toBeCloseTo(loss / 9, 4);
  });

  test('are shown sorted by size, each once', () => {
    const { ordered, places } = orderBySize(set, { kind: 'whole', shorterSide: 16 });
    expect([...places].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const sizes = [...places.keys()].map((at) => {
      const { height, width } = ordered.images.at(at);
      const side = Math.trunc((16 * Math.max(height, width)) / Math.min(height, width));
      return height > width ? side * 1000 + 16 : 16_000 + side;
    });
    expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    expect([...ordered.labels]).toEqual([...places].map((place) => set.labels[place]));
  });

  test('use one session for all of one size, no larger than they need, and close every session', async () => {
    let open = 0;
    const batchSizes: number[] = [];
    const engine = {
      ...referenceEngine,
      createSession: async (options: Parameters<typeof referenceEngine.createSession>[0]) => {
        const session = await referenceEngine.createSession(options);
        expect(options.purpose).toBe('inference');
        open++;
        batchSizes.push(options.batchSize);
        expect(open).toBeLessThanOrEqual(2);
        return {
          ...session,
          predict: session.predict.bind(session),
          writeParameters: session.writeParameters.bind(session),
          close: () => {
            open--;
            session.close();
          },
        };
      },
    };
    await evaluate(whole(16), { engine });
    const sizes = Array.from({ length: set.count }, (_, at) => {
      const { height, width } = set.images.at(at);
      const side = Math.trunc((16 * Math.max(height, width)) / Math.min(height, width));
      return height > width ? `${side}x16` : `16x${side}`;
    });
    const counts = [...new Set(sizes)].map((size) => sizes.filter((other) => other === size).length);
    expect(batchSizes.toSorted()).toEqual(counts.toSorted());
    expect(open).toBe(0);
  });
});

describe('photographs evaluated by crops', () => {
  test('tell how far they are, up to all of them', async () => {
    const progress: EvaluationProgress[] = [];
    const members = [member(1), member(2)];
    await evaluate(protocolNamed(photoProtocols({ size: 16 }), 'center-crop'), {
      members,
      batchSize: 4,
      onProgress: (step) => progress.push(step),
    });
    expect(progress.map(({ shown, total }) => [shown, total])).toEqual(
      [4, 8, 9, 13, 17, 18].map((shown) => [shown, 18]),
    );
    expect(progress.at(-1)?.secondsLeft).toBe(0);
  });

  test('of several networks give each and their ensemble', async () => {
    const members = [member(1), member(2)];
    const results = await evaluate(protocolNamed(photoProtocols({ size: 16 }), '10-crop'), { members });
    expect(results.map(({ name }) => name)).toEqual(['member 1', 'member 2', 'ensemble']);
    const [alone] = await evaluate(protocolNamed(photoProtocols({ size: 16 }), '10-crop'), {
      members: members.slice(1),
    });
    expect(results[1]).toEqual(alone);
  });

  test('average softmax scores or logits', async () => {
    const [[scores], [logits]] = [
      await evaluate(protocolNamed(photoProtocols({ size: 16 }), '10-crop')),
      await evaluate(protocolNamed(photoProtocols({ size: 16 }), '10-crop-logits')),
    ];
    expect(scores?.loss).not.toBeCloseTo(logits?.loss ?? NaN, 7);
  });

  test('of networks of other classes are refused', async () => {
    const other = { ...member(2), network: { ...network, classes: 5 } };
    await expect(
      evaluate(protocolNamed(photoProtocols({ size: 16 }), 'center-crop'), { members: [member(1), other] }),
    ).rejects.toThrow('expected networks of one number of classes, got 10 and 5');
  });

  test('of networks that number the classes in another order are refused', async () => {
    const other = { ...member(2), classIndices: () => Int32Array.of(7, 4, 2) };
    await expect(
      evaluate(protocolNamed(photoProtocols({ size: 16 }), 'center-crop'), { members: [member(1), other] }),
    ).rejects.toThrow('in one order, got member 1 and member 2 with different ones');
  });

  test('are shown to each network at the sizes that it was trained on', async () => {
    const small = protocolNamed(photoProtocols({ size: 8 }), 'center-crop');
    const members = [member(1), member(2)];
    const [, second] = await evaluate(protocolNamed(photoProtocols({ size: 16 }), 'center-crop'), { members });
    const each = { engine: referenceEngine, precision: 'f64', threads: 1, workers: 1, set } as const;
    const protocols = [protocolNamed(photoProtocols({ size: 16 }), 'center-crop')];
    const results = await evaluatePhotos({
      ...{ ...each, protocol: 'center-crop' },
      members: [
        { ...member(1), protocols: [small] },
        { ...member(2), protocols },
      ],
    });
    expect(results[1]).toEqual(second);
    const [alone] = await evaluate(small);
    expect(results[0]).toEqual(alone);
  });
});
