import { describe, expect, it } from '@jest/globals';
import { countMultiplyAdds, plainNetwork, residualNetwork } from '@resnet/models';
import { networkParts } from './network-parts.js';
import { vgg19 } from './vgg19.js';

const shortcuts = (network: Parameters<typeof networkParts>[0]) =>
  networkParts(network).flatMap((part) => (part.kind === 'addition' ? [part.shortcut] : []));

const count = (network: Parameters<typeof networkParts>[0]) => {
  const found = shortcuts(network);
  const of = (kind: string): number => found.filter((shortcut) => shortcut === kind).length;
  return { identity: of('identity'), padded: of('padded identity'), projection: of('projection') };
};

describe('the parts of a network', () => {
  it('have one addition for each block, and the shortcuts of its option', () => {
    expect(count(residualNetwork({ depth: 34 }))).toEqual({ identity: 13, padded: 3, projection: 0 });
    expect(count(residualNetwork({ depth: 34, shortcut: 'B' }))).toEqual({ identity: 13, padded: 0, projection: 3 });
    expect(count(residualNetwork({ depth: 34, shortcut: 'C' }))).toEqual({ identity: 0, padded: 0, projection: 16 });
    expect(count(residualNetwork({ depth: 110 }))).toEqual({ identity: 52, padded: 2, projection: 0 });
  });

  it('change dimensions at three shortcuts of 34 layers, whatever their option', () => {
    for (const shortcut of ['A', 'B', 'C'] as const) {
      const changing = networkParts(residualNetwork({ depth: 34, shortcut })).filter(
        (part) => part.kind === 'addition' && part.changesDimensions,
      );
      expect(changing).toHaveLength(3);
    }
  });

  it('have no addition in a plain network', () => {
    expect(shortcuts(plainNetwork({ depth: 56 }))).toEqual([]);
  });

  it('have the weighted layers alone on the way, no projection among them', () => {
    const convolutions = (shortcut: 'A' | 'C') =>
      networkParts(residualNetwork({ depth: 20, shortcut })).filter(
        (part) => part.kind === 'layer' && part.layer.kind === 'convolution',
      ).length;
    expect([convolutions('A'), convolutions('C')]).toEqual([19, 19]);
  });

  it('begin an addition where its block begins', () => {
    const parts = networkParts(residualNetwork({ depth: 20 }));
    const [first] = parts.flatMap((part) => (part.kind === 'addition' ? [part.from] : []));
    expect(parts.slice(0, first).map((part) => part.kind === 'layer' && part.layer.kind)).toEqual([
      'convolution',
      'batch-normalization',
      'relu',
    ]);
  });
});

describe('VGG-19', () => {
  it('has the 19.6 billion multiply-adds that the paper names, of which a plain network of 34 layers has 18% (section 3.3)', () => {
    const multiplyAdds = countMultiplyAdds(vgg19);
    expect((multiplyAdds / 1e9).toFixed(1)).toBe('19.6');
    // 3.644 of 19.63 are 18.6%; the paper rounds 3.6 of 19.6 down.
    expect(Math.floor((100 * countMultiplyAdds(plainNetwork({ depth: 34 }))) / multiplyAdds)).toBe(18);
  });
});
