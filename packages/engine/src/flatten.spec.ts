import { describe, expect, test } from '@jest/globals';
import { conv3x3, countParameters, networkNamed, relu, residualNetwork, type Shape } from '@resnet/models';
import { flatten } from './flatten.js';
import { decays, isTrainable, parameterSize, sourcesOf, type Operation } from './program.js';

const input: Shape = { channels: 3, height: 8, width: 8 };

describe('a program', () => {
  const networks = ['plain-20', 'resnet-20', 'resnet-20-B', 'resnet-20-C', 'plain-34', 'resnet-50', 'resnet-1202'];

  test.each(networks)('of %s has every trainable parameter of the network, by a path of its own', (name) => {
    const network = networkNamed(name);
    const { parameters } = flatten(network);
    const sizes = parameters.filter(isTrainable).map(parameterSize);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(countParameters(network));
    expect(new Set(parameters.map(({ path }) => path)).size).toBe(parameters.length);
  });

  test.each(networks)('of %s writes each value once, and before it is read', (name) => {
    const { operations, values, logits } = flatten(networkNamed(name));
    const written = new Set([0]);
    for (const operation of operations) {
      expect(sourcesOf(operation).filter((value) => !written.has(value))).toEqual([]);
      expect(written.has(operation.dst)).toBe(false);
      written.add(operation.dst);
    }
    expect([written.size, logits]).toEqual([values.length, operations.at(-1)?.dst]);
  });

  test('has no identity: the addition reads the input of the block', () => {
    const { operations } = flatten(residualNetwork({ depth: 20 }));
    const at = (path: string): Operation | undefined => operations.find((operation) => operation.path === path);
    const block = 'stage1/block2/';
    const [conv1, norm2, add1] = [at(`${block}conv1`), at(`${block}norm2`), at(`${block}add1`)];
    expect(add1).toMatchObject({ sources: [norm2?.dst, conv1 && sourcesOf(conv1)[0]] });
    expect(operations.filter(({ path }) => path.includes('identity'))).toEqual([]);
  });

  test('gives parameters the layouts of checkpoints', () => {
    const shapes = new Map(flatten(networkNamed('resnet-20-B')).parameters.map(({ path, shape }) => [path, shape]));
    expect(shapes.get('stage2/block1/conv1/weights')).toEqual([32, 16, 3, 3]);
    expect(shapes.get('stage2/block1/shortcut/conv1/weights')).toEqual([32, 16, 1, 1]);
    expect(shapes.get('stage2/block1/shortcut/norm1/running-mean')).toEqual([32]);
    expect(shapes.get('head/fc1/weights')).toEqual([10, 64]);
    expect(shapes.get('head/fc1/bias')).toEqual([10]);
  });

  test('must end in logits', () => {
    const open = { name: 'open', input, classes: 10 };
    const message = 'open must end in logits of [10, 1, 1], got [10, 8, 8]';
    expect(() => flatten({ ...open, layers: conv3x3(10) })).toThrow(new RangeError(message));
    expect(() => flatten({ ...open, layers: relu })).toThrow(RangeError);
  });
});

describe('weight decay', () => {
  const { parameters } = flatten(networkNamed('plain-20'));
  const roles = (decayed: 'all' | 'convolutions'): string[] => [
    ...new Set(parameters.filter((parameter) => decays(parameter, { decayed })).map(({ role }) => role)),
  ];

  test('on all parameters spares running statistics', () => {
    expect(roles('all')).toEqual(['convolution-weights', 'scale', 'shift', 'fully-connected-weights', 'bias']);
  });

  test('on convolutions spares the rest', () => {
    expect(roles('convolutions')).toEqual(['convolution-weights']);
  });
});
