import { describe, expect, test } from '@jest/globals';
import { networkNamed } from './network-named.js';
import { plainNetwork } from './plain-network.js';
import { residualNetwork } from './residual-network.js';

describe('a network name', () => {
  test.each([
    ['resnet-56', residualNetwork({ depth: 56, shortcut: 'A' })],
    ['plain-34', plainNetwork({ depth: 34, dataset: 'imagenet' })],
    ['resnet-34-B', residualNetwork({ depth: 34, shortcut: 'B' })],
    ['resnet-50', residualNetwork({ depth: 50, shortcut: 'B', dataset: 'imagenet' })],
    ['resnet-50-v1.5', residualNetwork({ depth: 50, bottleneckStride: '3x3' })],
    ['resnet-101-A-v1.5', residualNetwork({ depth: 101, shortcut: 'A', bottleneckStride: '3x3' })],
    ['resnet-152-A', residualNetwork({ depth: 152, shortcut: 'A', dataset: 'imagenet' })],
  ])('%s means that network, and the network has that name', (name, network) => {
    expect(networkNamed(name)).toEqual(network);
    expect(network.name).toBe(name);
  });

  test('carries no option that is the default', () => {
    expect(networkNamed('resnet-20-A').name).toBe('resnet-20');
    expect(networkNamed('resnet-50-B').name).toBe('resnet-50');
  });

  test('means the CIFAR-10 network of a depth both data sets have where that is asked for', () => {
    const { dataset, shortcut, depth } = networkNamed('resnet-50', { dataset: 'cifar10' });
    expect({ dataset, shortcut, depth }).toEqual({ dataset: 'cifar10', shortcut: 'A', depth: 50 });
  });

  test.each([
    ['resnet-21', 'CIFAR-10 depth must be 6n + 2, got 21'],
    ['resnet-2', 'CIFAR-10 depth must be 6n + 2 with n of at least 1, got 2'],
    ['resnet-6000002', "CIFAR-10 depth must be at most 12002, ten times the paper's deepest, got 6000002"],
    ['vgg-19', 'a network is named plain-<depth>, resnet-<depth> or resnet-<depth>-<A|B|C>, got vgg-19'],
    ['resnet-20-D', 'a network is named plain-<depth>, resnet-<depth> or resnet-<depth>-<A|B|C>, got resnet-20-D'],
    ['resnet-18-v1.5', 'a network of 18 layers has no bottlenecks: only those can have the stride in the 3x3'],
    ['plain-50-v1.5', 'a plain network has no v1.5, got plain-50-v1.5: use plain-50'],
    ['plain-20-A', 'a plain network has no shortcut option, got plain-20-A: use plain-20'],
  ])('%s is an error that says what was expected', (name, message) => {
    expect(() => networkNamed(name)).toThrow(new RangeError(message));
  });

  test('of a depth ImageNet has not is an error that lists those it has', () => {
    const message = 'ImageNet depth must be one of 18, 34, 50, 101, 152, got 20';
    expect(() => networkNamed('resnet-20', { dataset: 'imagenet' })).toThrow(new RangeError(message));
  });
});
