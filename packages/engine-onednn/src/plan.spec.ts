import { expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { paperOptimizer } from '@resnet/engine/conformance';
import { plainNetwork, type Layer } from '@resnet/models';
import { onednnTrust } from './onednn-trust.js';
import { planSession } from './plan.js';

const plan = (layers: readonly Layer[], precision: 'f32' | 'bf16' = 'bf16') =>
  planSession({
    program: flatten({ ...plainNetwork({ depth: 20 }), layers: { kind: 'series', layers } }),
    batchSize: 4,
    threads: 1,
    precision,
    optimized: true,
    isa: 'portable',
    trust: onednnTrust('3.12.1'),
    optimizer: { ...paperOptimizer, decayed: 'convolutions' },
  });

const convolution: Layer = { kind: 'convolution', width: 5, kernel: 3, stride: 1, padding: 1 };
const pooling: Layer = { kind: 'global-average-pooling' };
const classifier: Layer = { kind: 'fully-connected', classes: 10 };

test('parameters begin at multiples of sixteen floats and only the convolution decays', () => {
  const { segments, parameterCount } = plan([convolution, pooling, classifier]);
  expect(segments).toEqual([
    { begin: 0, size: 135, decays: true },
    { begin: 144, size: 50, decays: false },
    { begin: 208, size: 10, decays: false },
  ]);
  expect(parameterCount).toBe(224);
});

test.each([
  [1, false],
  [2, true],
])(
  'with %i of four statistics groups of two images at once on five threads, our own kernels are used: %p',
  (groupsAtOnce, expected) => {
    const { operations } = planSession({
      ...{ program: flatten(plainNetwork({ depth: 20 })), batchSize: 8, statisticsGroup: 2, groupsAtOnce, threads: 5 },
      ...{ precision: 'f32', optimized: true, isa: 'avx2', trust: onednnTrust('3.12.1'), optimizer: paperOptimizer },
    });
    expect(JSON.stringify(operations).includes('"own"')).toBe(expected);
  },
);

test('a convolution of what was pooled, and a classifier of what was not, are refused', () => {
  expect(() => plan([pooling, convolution, pooling, classifier])).toThrow(/found conv1: engine tfjs computes it$/);
  expect(() => plan([convolution, classifier])).toThrow(RangeError);
});

test('what no precision has is said first', () => {
  for (const precision of ['bf16', 'f32'] as const) {
    expect(() => plan([convolution, pooling, classifier, classifier], precision)).toThrow(
      /nowhere else, found fc2: engine tfjs computes it$/,
    );
  }
});

test.each<[string, readonly Layer[]]>([
  ['logits of a convolution', [{ ...convolution, width: 10, kernel: 32, padding: 0 }]],
  ['logits behind a ReLU', [convolution, pooling, classifier, { kind: 'relu' }]],
])('%s are refused in bf16, and only there', (_, layers) => {
  expect(() => plan(layers)).toThrow(/in bf16, found .*: train in f32$/);
  expect(plan(layers, 'f32').operations.length).toBeGreaterThan(0);
});
