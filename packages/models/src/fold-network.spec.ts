import { describe, expect, test } from '@jest/globals';
import {
  batchNorm,
  conv1x1,
  conv3x3,
  fullyConnected,
  globalAveragePool,
  identity,
  maxPool3x3,
  named,
  paddedIdentity,
  relu,
  series,
  sum,
} from './constructors.js';
import { foldNetwork } from './fold-network.js';
import type { Layer, Shape } from './layer.js';

const input: Shape = { channels: 3, height: 9, width: 7 };

/** Paths with output shapes, in the order of the visits. */
const visits = (layers: Layer): string[] => {
  const seen: string[] = [];
  const see = ({ path, output }: { readonly path: string; readonly output: Shape }): null => {
    seen.push(`${path} ${output.channels}x${output.height}x${output.width}`);
    return null;
  };
  foldNetwork({ input, layers }, { leaf: see, sum: see }, null);
  return seen;
};

describe('folding a network', () => {
  test('visits leaves in execution order and a sum after its branches', () => {
    expect(visits(series(sum(series(conv3x3(3), batchNorm), identity), relu))).toEqual([
      'conv1 3x9x7',
      'norm1 3x9x7',
      'identity1 3x9x7',
      'add1 3x9x7',
      'relu1 3x9x7',
    ]);
  });

  test('numbers leaves by kind within the nearest named scope', () => {
    const block = named('block1', conv3x3(4), relu, series(conv3x3(4), relu), named('shortcut', conv1x1(4)));
    expect(visits(series(conv3x3(4), named('stage1', block, conv1x1(4))))).toEqual([
      'conv1 4x9x7',
      'stage1/block1/conv1 4x9x7',
      'stage1/block1/relu1 4x9x7',
      'stage1/block1/conv2 4x9x7',
      'stage1/block1/relu2 4x9x7',
      'stage1/block1/shortcut/conv1 4x9x7',
      'stage1/conv1 4x9x7',
    ]);
  });

  test('continues the numbers where a name is used twice, so that paths are unique', () => {
    expect(visits(series(named('twice', relu), named('twice', relu)))).toEqual([
      'twice/relu1 3x9x7',
      'twice/relu2 3x9x7',
    ]);
  });

  test('gives a strided convolution, max pooling and padded identity the same size for odd inputs', () => {
    const branches = [conv3x3(3, 2), conv1x1(3, 2), maxPool3x3, paddedIdentity({ width: 3, stride: 2 })];
    expect(visits(sum(...branches))).toEqual(['conv1 3x5x4', 'conv2 3x5x4', 'pool1 3x5x4', 'pad1 3x5x4', 'add1 3x5x4']);
  });

  test('passes each leaf the value of the one before and combines values at sums', () => {
    const layers = series(relu, sum(series(relu, relu), identity));
    const folder = {
      leaf: ({ path }: { path: string }, before: string): string => `${path}(${before})`,
      sum: (_: unknown, branches: readonly string[]): string => branches.join(' + '),
    };
    expect(foldNetwork({ input, layers }, folder, 'image')).toBe(
      'relu3(relu2(relu1(image))) + identity1(relu1(image))',
    );
  });

  test.each<[string, Layer, string]>([
    ['branches that disagree', sum(conv3x3(4), identity), 'the branches of add1 must agree: [4, 9, 7] and [3, 9, 7]'],
    ['a sum of one branch', sum(identity), 'add1 needs two or more branches'],
    ['a classifier on a map', fullyConnected(10), 'fc1: a fully connected layer needs [channels, 1, 1], got [3, 9, 7]'],
    [
      'a padded identity that narrows',
      paddedIdentity({ width: 2, stride: 1 }),
      'pad1: a padded identity needs at least the 3 channels of its input, got 2',
    ],
    [
      'a window larger than its input',
      series(globalAveragePool, { ...maxPool3x3, padding: 0 }),
      'pool2: a window of 3 pixels does not fit an input of 1 with padding 0',
    ],
    [
      'pooling windows of padding alone',
      { ...maxPool3x3, padding: 3 },
      'pool1: max pooling over 3 pixels needs less padding than that, got 3',
    ],
  ])('refuses %s', (_, layers, message) => {
    expect(() => visits(layers)).toThrow(new RangeError(message));
  });
});

describe('numbers of layers that mean nothing are refused', () => {
  test.each([
    [conv3x3(16, 0), 'conv1: expected a whole number from 1 as stride, got 0'],
    [conv3x3(-3), 'conv1: expected a whole number from 1 as width, got -3'],
    [conv3x3(2.5), 'got 2.5'],
    [{ ...maxPool3x3, stride: Number.NaN }, 'pool1: expected a whole number from 1 as stride, got NaN'],
    [{ ...maxPool3x3, padding: -1 }, 'expected a whole number from 0 as padding, got -1'],
    [paddedIdentity({ width: 4, stride: 0 }), 'expected a whole number from 1 as stride, got 0'],
    [{ ...batchNorm, epsilon: -1 }, 'norm1: expected a number from 0 as epsilon, got -1'],
    [series(globalAveragePool, fullyConnected(0)), 'fc1: expected a whole number from 1 as classes, got 0'],
  ] as readonly (readonly [Layer, string])[])('%j', (layer, message) => {
    expect(() => visits(layer)).toThrow(message);
  });
});
