import { describe, expect, test } from '@jest/globals';
import { countMultiplyAdds, countParameters, describeNetwork } from './describe-network.js';
import { foldNetwork } from './fold-network.js';
import type { DatasetName, Network, ShortcutOption } from './network.js';
import { plainNetwork } from './plain-network.js';
import { residualNetwork } from './residual-network.js';

const options: readonly ShortcutOption[] = ['A', 'B', 'C'];

/** Section 4.2 and table 6: parameters with options A, B and C; multiply-adds with option A to four digits. */
const cifar10 = [
  { depth: 20, parameters: [269_722, 272_474, 283_962], multiplyAdds: 40.55e6, printed: '0.27M' },
  { depth: 32, parameters: [464_154, 466_906, 489_594], multiplyAdds: 68.86e6, printed: '0.46M' },
  { depth: 44, parameters: [658_586, 661_338, 695_226], multiplyAdds: 97.17e6, printed: '0.66M' },
  { depth: 56, parameters: [853_018, 855_770, 900_858], multiplyAdds: 125.5e6, printed: '0.85M' },
  { depth: 110, parameters: [1_727_962, 1_730_714, 1_826_202], multiplyAdds: 252.9e6, printed: '1.7M' },
  { depth: 1202, parameters: [19_421_274, 19_424_026, 20_538_714], multiplyAdds: 2.829e9, printed: '19.4M' },
];

/** Table 1, with what was computed from it for each option; multiply-adds to four or five digits. */
const imagenet: { depth: number; shortcut: ShortcutOption; parameters: number; multiplyAdds: number }[] = [
  { depth: 18, shortcut: 'A', parameters: 11_515_688, multiplyAdds: 1.795e9 },
  { depth: 18, shortcut: 'B', parameters: 11_689_512, multiplyAdds: 1.814e9 },
  { depth: 18, shortcut: 'C', parameters: 12_043_816, multiplyAdds: 1.878e9 },
  { depth: 34, shortcut: 'A', parameters: 21_623_848, multiplyAdds: 3.644e9 },
  { depth: 34, shortcut: 'B', parameters: 21_797_672, multiplyAdds: 3.664e9 },
  { depth: 34, shortcut: 'C', parameters: 22_716_840, multiplyAdds: 3.831e9 },
  { depth: 50, shortcut: 'B', parameters: 25_557_032, multiplyAdds: 3.858e9 },
  { depth: 101, shortcut: 'B', parameters: 44_549_160, multiplyAdds: 7.57e9 },
  { depth: 152, shortcut: 'B', parameters: 60_192_808, multiplyAdds: 11.282e9 },
];

const digits = (count: number, precision: number): number => Number(count.toPrecision(precision));

describe('CIFAR-10 networks', () => {
  test.each(cifar10)('of $depth layers have the parameters of each option', ({ depth, parameters }) => {
    const counted = options.map((shortcut) =>
      countParameters(residualNetwork({ depth, shortcut, dataset: 'cifar10' })),
    );
    expect(counted).toEqual(parameters);
  });

  test.each(cifar10)('of $depth layers have the parameters table 6 prints', ({ depth, printed }) => {
    const millions = countParameters(residualNetwork({ depth })) / 1e6;
    expect(`${millions.toFixed(millions < 1 ? 2 : 1)}M`).toBe(printed);
  });

  test.each(cifar10)('of $depth layers have the multiply-adds of option A', ({ depth, multiplyAdds }) => {
    expect(digits(countMultiplyAdds(residualNetwork({ depth })), 4)).toBe(multiplyAdds);
  });
});

describe('ImageNet networks', () => {
  test.each(imagenet)('of $depth layers, option $shortcut, have their parameters', ({ parameters, ...options }) => {
    expect(countParameters(residualNetwork(options))).toBe(parameters);
  });

  test.each(imagenet)(
    'of $depth layers, option $shortcut, have their multiply-adds',
    ({ multiplyAdds, ...options }) => {
      expect(digits(countMultiplyAdds(residualNetwork(options)), multiplyAdds > 1e10 ? 5 : 4)).toBe(multiplyAdds);
    },
  );

  test('of 34 layers have thirteen more projections with option C than with B: 16 and 3', () => {
    const projections = (shortcut: ShortcutOption): number =>
      describeNetwork(residualNetwork({ depth: 34, shortcut })).layers.filter(({ path }) =>
        path.includes('shortcut/conv'),
      ).length;
    expect([projections('C'), projections('B'), projections('A')]).toEqual([16, 3, 0]);
  });
});

/** Weighted layers on the longest path, which is through the residual branches: projections do not count. */
const countDepth = (network: Network): number =>
  foldNetwork(
    network,
    {
      leaf: ({ layer }, depth) => depth + (layer.kind === 'convolution' || layer.kind === 'fully-connected' ? 1 : 0),
      sum: (_, depths) => Math.max(...depths),
    },
    0,
  );

const everyNetwork: { depth: number; dataset: DatasetName }[] = [
  ...cifar10.map(({ depth }) => ({ depth, dataset: 'cifar10' as const })),
  ...[18, 34, 50, 101, 152].map((depth) => ({ depth, dataset: 'imagenet' as const })),
];

describe.each(everyNetwork)('the plain network of $depth layers for $dataset', ({ depth, dataset }) => {
  const plain = plainNetwork({ depth, dataset });
  const residual = residualNetwork({ depth, dataset, shortcut: 'A' });

  test('has the parameters and multiply-adds of its option-A twin', () => {
    expect(countParameters(plain)).toBe(countParameters(residual));
    expect(countMultiplyAdds(plain)).toBe(countMultiplyAdds(residual));
  });

  test('has, like its residual twins, as many weighted layers as its depth says', () => {
    const twins = options.map((shortcut) => residualNetwork({ depth, dataset, shortcut }));
    expect([plain, ...twins].map(countDepth)).toEqual([depth, depth, depth, depth]);
  });
});

describe('a description', () => {
  const { layers, ...summary } = describeNetwork(residualNetwork({ depth: 56, shortcut: 'A' }));

  test('says what the network is', () => {
    expect(summary).toEqual({
      network: 'resnet-56',
      dataset: 'cifar10',
      shortcut: 'A',
      depth: 56,
      parameters: 853_018,
      multiplyAdds: 125_485_696,
    });
  });

  test('lists layers in execution order, with paths, output sizes and counts that add up', () => {
    expect(layers.slice(0, 3).map(({ path }) => path)).toEqual(['stem/conv1', 'stem/norm1', 'stem/relu1']);
    const block = layers.filter(({ path }) => path.startsWith('stage2/block1/'));
    expect(block.map(({ path, output, parameters }) => [path, output.channels, output.width, parameters])).toEqual([
      ['stage2/block1/conv1', 32, 16, 4608],
      ['stage2/block1/norm1', 32, 16, 64],
      ['stage2/block1/relu1', 32, 16, 0],
      ['stage2/block1/conv2', 32, 16, 9216],
      ['stage2/block1/norm2', 32, 16, 64],
      ['stage2/block1/shortcut/pad1', 32, 16, 0],
      ['stage2/block1/add1', 32, 16, 0],
      ['stage2/block1/relu2', 32, 16, 0],
    ]);
    expect(layers.at(-1)).toEqual({
      path: 'head/fc1',
      kind: 'fully-connected',
      output: { channels: 10, height: 1, width: 1 },
      parameters: 650,
      multiplyAdds: 640,
    });
    expect(layers.reduce((total, { parameters }) => total + parameters, 0)).toBe(summary.parameters);
  });

  test('puts the stride of a bottleneck in its first 1x1', () => {
    const block = describeNetwork(residualNetwork({ depth: 50 })).layers.filter(
      ({ path, kind }) => path.startsWith('stage2/block1/') && kind === 'convolution',
    );
    expect(block.map(({ path, output }) => [path, output.channels, output.height])).toEqual([
      ['stage2/block1/conv1', 128, 28],
      ['stage2/block1/conv2', 128, 28],
      ['stage2/block1/conv3', 512, 28],
      ['stage2/block1/shortcut/conv1', 512, 28],
    ]);
  });

  test('counts more multiply-adds with the stride in the 3x3, and as many parameters', () => {
    const counts = [50, 101, 152].map((depth) => {
      const [paper, variant] = [residualNetwork({ depth }), residualNetwork({ depth, bottleneckStride: '3x3' })];
      expect(countParameters(variant)).toBe(countParameters(paper));
      return digits(countMultiplyAdds(variant), depth === 152 ? 4 : 3);
    });
    expect(counts).toEqual([4.09e9, 7.8e9, 11.51e9]);
  });

  test('shows the output sizes of table 1', () => {
    const last = new Map(
      describeNetwork(residualNetwork({ depth: 34 })).layers.map(({ path, output }) => [path.split('/')[0], output]),
    );
    expect([...last].map(([scope, { channels, height }]) => [scope, channels, height])).toEqual([
      ['stem', 64, 56],
      ['stage1', 64, 56],
      ['stage2', 128, 28],
      ['stage3', 256, 14],
      ['stage4', 512, 7],
      ['head', 1000, 1],
    ]);
  });
});
