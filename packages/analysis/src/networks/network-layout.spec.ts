import { describe, expect, it } from '@jest/globals';
import { plainNetwork, residualNetwork } from '@resnet/models';
import { layOut } from './network-layout.js';
import { vgg19 } from './vgg19.js';

const [vgg, plain, residual] = layOut([vgg19, plainNetwork({ depth: 34 }), residualNetwork({ depth: 34 })]);
const [alone] = layOut([residualNetwork({ depth: 20 })]);

describe('Figure 3 laid out', () => {
  it('has a box for each weighted layer and each pooling', () => {
    expect(vgg!.boxes).toHaveLength(19 + 5);
    expect(plain!.boxes).toHaveLength(34 + 2);
    expect(plain!.boxes.slice(0, 3).map(({ label }) => label)).toEqual([
      '7x7 conv, 64, /2',
      'pool, /2',
      '3x3 conv, 64',
    ]);
    expect(vgg!.boxes.slice(-3).map(({ label }) => label)).toEqual(['fc 4096', 'fc 4096', 'fc 1000']);
  });

  it('begins each output size at one height in all networks', () => {
    const firstRow = (layout: typeof vgg, wanted: number) => layout!.boxes.find(({ size }) => size === wanted)?.row;
    for (const size of [112, 56, 28, 14, 7, 1]) {
      expect([firstRow(plain, size), firstRow(residual, size)]).toEqual([firstRow(vgg, size), firstRow(vgg, size)]);
    }
  });

  it('never has two boxes in one place', () => {
    for (const { boxes } of [vgg!, plain!, residual!]) {
      expect(new Set(boxes.map(({ row }) => row)).size).toBe(boxes.length);
    }
  });

  it('takes every shortcut around two layers', () => {
    expect(residual!.shortcuts).toHaveLength(16);
    expect(alone!.shortcuts.map(({ from, to }) => [from, to])).toEqual(
      Array.from({ length: 9 }, (_, block) => [2 * block, 2 * block + 2]),
    );
  });
});
