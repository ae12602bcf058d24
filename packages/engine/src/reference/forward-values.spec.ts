import { describe, expect, test } from '@jest/globals';
import type { Shape } from '@resnet/models';
import type { Operation } from '../program.js';
import { batchNormalization } from './batch-normalization.js';
import { convolution } from './convolution.js';
import { maxPooling } from './max-pooling.js';
import { paddedIdentity } from './padded-identity.js';
import type { Pass, PassMode, ReferenceLayer } from './pass.js';
import { softmaxCrossEntropy } from './softmax-cross-entropy.js';
import { zeros, type Tensor } from './tensor.js';

/** Finite differences cannot see a forward pass that is wrong: here its values are worked out by hand. */

const placed = { path: 'layer', src: 0, dst: 1 };

/** A tensor with these numbers; one image unless `count` says otherwise. */
const tensor = (shape: Shape, numbers: readonly number[], count = 1): Tensor => {
  const filled = zeros(count, shape);
  filled.data.set(numbers);
  return filled;
};

const map = (channels: number, height: number, width: number): Shape => ({ channels, height, width });

/** What a layer makes of `src`, and the pass in which it did. */
const run = <Kind extends Operation>(
  layer: ReferenceLayer<Kind>,
  operation: Kind,
  { src, output, parameters = [], mode }: { src: Tensor; output: Shape; parameters?: number[][]; mode?: PassMode },
): { readonly numbers: number[]; readonly pass: Pass } => {
  const dst = zeros(src.count, output);
  const pass: Pass = {
    values: [src, dst],
    valueGradients: [],
    parameters: parameters.map((numbers) => Float64Array.from(numbers)),
    parameterGradients: [],
    batchStatistics: new Map(),
    mode: mode ?? { kind: 'prediction' },
  };
  layer.forward(operation, pass);
  return { numbers: [...dst.data], pass };
};

describe('a convolution', () => {
  const src = tensor(map(1, 3, 4), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  const operation = { ...placed, kind: 'convolution', weights: 0, kernel: 3, padding: 1 } as const;

  test('weights the pixel above and the pixel to the left by the kernel there, and pads with zeros', () => {
    const parameters = [[0, 10, 0, 1, 0, 0, 0, 0, 0]];
    const { numbers } = run(convolution, { ...operation, stride: 1 }, { src, output: map(1, 3, 4), parameters });
    expect(numbers).toEqual([0, 1, 2, 3, 10, 25, 36, 47, 50, 69, 80, 91]);
  });

  test('of stride 2 keeps every second of them, beginning with the first', () => {
    const parameters = [[0, 10, 0, 1, 0, 0, 0, 0, 0]];
    const { numbers } = run(convolution, { ...operation, stride: 2 }, { src, output: map(1, 2, 2), parameters });
    expect(numbers).toEqual([0, 2, 50, 80]);
  });

  test('sums over input channels, with weights [out, in, height, width]', () => {
    const two = tensor(map(2, 1, 1), [3, 5]);
    const pointwise = { ...operation, kernel: 1, padding: 0, stride: 1 };
    const { numbers } = run(convolution, pointwise, {
      src: two,
      output: map(2, 1, 1),
      parameters: [[1, 10, 100, 1000]],
    });
    expect(numbers).toEqual([53, 5300]);
  });
});

describe('max pooling', () => {
  test('takes the maximum of each window; padding never wins', () => {
    const src = tensor(map(1, 3, 3), [-9, -8, -7, -6, -5, -4, -3, -2, -1]);
    const operation = { ...placed, kind: 'max-pooling', kernel: 3, stride: 2, padding: 1 } as const;
    expect(run(maxPooling, operation, { src, output: map(1, 2, 2) }).numbers).toEqual([-5, -4, -2, -1]);
  });
});

describe('a padded identity', () => {
  const src = tensor(map(1, 3, 3), [1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const operation = { ...placed, kind: 'padded-identity', stride: 2 } as const;
  const zero = [0, 0, 0, 0];

  test.each([
    ['every-second-pixel', 'after', [1, 3, 7, 9, ...zero, ...zero, ...zero]],
    ['every-second-pixel', 'split', [...zero, 1, 3, 7, 9, ...zero, ...zero]],
    ['average-pooling', 'after', [3, 4.5, 7.5, 9, ...zero, ...zero, ...zero]],
  ] as const)('by %s, zeros %s', (subsampling, placement, expected) => {
    const { numbers } = run(paddedIdentity, { ...operation, subsampling, placement }, { src, output: map(4, 2, 2) });
    expect(numbers).toEqual(expected);
  });
});

describe('batch normalization', () => {
  const operation = {
    ...placed,
    kind: 'batch-normalization',
    scale: 0,
    shift: 1,
    runningMean: 2,
    runningVariance: 3,
    epsilon: 1,
  } as const;
  const output = map(1, 1, 2);
  // Two images: means 2 and 8 and variances 1 and 4; together mean 5, variance 11.5.
  const src = tensor(output, [1, 3, 6, 10], 2);
  const parameters = [[2], [10], [1], [8]];

  test('in training uses the mean and the variance of the mini-batch, and reports it with Bessel’s correction', () => {
    const { numbers, pass } = run(batchNormalization, operation, {
      ...{ src, output, parameters },
      mode: { kind: 'training', group: 2 },
    });
    const normalized = [-4, -2, 1, 5].map((centered) => 10 + (2 * centered) / Math.sqrt(12.5));
    normalized.forEach((number, index) => {
      expect(numbers[index]).toBeCloseTo(number, 12);
    });
    expect(pass.batchStatistics.get(2)?.[0]).toBeCloseTo(5, 12);
    expect(pass.batchStatistics.get(3)?.[0]).toBeCloseTo((11.5 * 4) / 3, 12);
  });

  test('over groups of one image uses those of each, and reports their average', () => {
    const { numbers, pass } = run(batchNormalization, operation, {
      ...{ src, output, parameters },
      mode: { kind: 'training', group: 1 },
    });
    const normalized = [-1 / Math.sqrt(2), 1 / Math.sqrt(2), -2 / Math.sqrt(5), 2 / Math.sqrt(5)];
    normalized.forEach((unit, index) => {
      expect(numbers[index]).toBeCloseTo(10 + 2 * unit, 12);
    });
    expect(pass.batchStatistics.get(2)?.[0]).toBeCloseTo((2 + 8) / 2, 12);
    expect(pass.batchStatistics.get(3)?.[0]).toBeCloseTo((2 * 1 + 2 * 4) / 2, 12);
  });

  test('of a single number reports a variance of zero', () => {
    const { pass } = run(batchNormalization, operation, {
      ...{ src: tensor(map(1, 1, 1), [7]), output: map(1, 1, 1), parameters },
      mode: { kind: 'training', group: 1 },
    });
    expect([...(pass.batchStatistics.get(3) ?? [])]).toEqual([0]);
  });

  test('in prediction uses the running statistics', () => {
    const { numbers, pass } = run(batchNormalization, operation, { src, output, parameters });
    expect(numbers).toEqual([0, 2, 5, 9].map((centered) => 10 + (2 / 3) * centered));
    expect(pass.batchStatistics.size).toBe(0);
  });
});

describe('the loss', () => {
  test('is the mean of minus the logarithm of the probability of the label; the first of equal logits wins', () => {
    const logits = tensor(map(3, 1, 1), [0, Math.log(2), 0, 5, 5, 5], 2);
    const { loss, errors, gradient } = softmaxCrossEntropy(logits, Int32Array.of(2, 0));
    expect(loss).toBeCloseTo((Math.log(4) + Math.log(3)) / 2, 12);
    expect(errors).toBe(1);
    [1 / 8, 1 / 4, -3 / 8, -1 / 3, 1 / 6, 1 / 6].forEach((expected, index) => {
      expect(gradient[index]).toBeCloseTo(expected, 12);
    });
  });

  test('counts the labels that five logits are ahead of', () => {
    const logits = [3, 1, 3, 0, 3, 5, 4, NaN];
    const counts = (label: number) => {
      const { errors, top5Errors } = softmaxCrossEntropy(tensor(map(8, 1, 1), logits), Int32Array.of(label));
      return [errors, top5Errors];
    };
    // NaN is ahead of all, and behind none.
    expect([5, 2, 4, 1, 7].map(counts)).toEqual([
      [1, 0],
      [1, 0],
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
  });

  test('of logits beyond the range of exponentials is finite', () => {
    const { loss } = softmaxCrossEntropy(tensor(map(2, 1, 1), [2000, -2000]), Int32Array.of(1));
    expect(loss).toBe(4000);
  });
});
