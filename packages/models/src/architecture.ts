import { basic, bottleneck, type Block, type ResidualBranch } from './block.js';
import {
  batchNorm,
  conv3x3,
  convolution,
  fullyConnected,
  globalAveragePool,
  maxPool3x3,
  named,
  relu,
  series,
} from './constructors.js';
import type { Layer, Shape } from './layer.js';
import type { DatasetName, ShortcutOption } from './network.js';

/** What the plain and the residual network of one depth have in common. */
export interface Architecture {
  readonly dataset: DatasetName;
  readonly depth: number;
  readonly input: Shape;
  readonly classes: number;
  readonly stem: Layer;
  /** Output channels of the stem. */
  readonly channels: number;
  /** From the last block's output to logits. */
  readonly head: Layer;
  readonly branch: ResidualBranch;
  readonly stages: readonly Stage[];
  /** The option the paper uses at this depth where it does not compare options. */
  readonly defaultShortcut: ShortcutOption;
}

interface Stage {
  readonly width: number;
  readonly blocks: number;
  /** Stride of its first block. */
  readonly stride: number;
}

const imagenetDepths = {
  18: { branch: basic, blocks: [2, 2, 2, 2], defaultShortcut: 'A' },
  34: { branch: basic, blocks: [3, 4, 6, 3], defaultShortcut: 'A' },
  50: { branch: bottleneck, blocks: [3, 4, 6, 3], defaultShortcut: 'B' },
  101: { branch: bottleneck, blocks: [3, 4, 23, 3], defaultShortcut: 'B' },
  152: { branch: bottleneck, blocks: [3, 8, 36, 3], defaultShortcut: 'B' },
} as const satisfies Record<number, Pick<Architecture, 'branch' | 'defaultShortcut'> & { blocks: readonly number[] }>;

const isImagenetDepth = (depth: number): depth is keyof typeof imagenetDepths => depth in imagenetDepths;

/** Stages that double the width and halve the size. */
const stages = (width: number, blocks: readonly number[]): Stage[] =>
  blocks.map((count, index) => ({ width: width * 2 ** index, blocks: count, stride: index === 0 ? 1 : 2 }));

/** The paper's deepest has 1202 layers: one a thousand times as deep cannot even be described in memory. */
const deepest = 12_002;

/** Every stage has at least a pixel. */
const smallestInput: Readonly<Record<DatasetName, number>> = { cifar10: 4, imagenet: 32 };

const head = (classes: number): Layer => named('head', globalAveragePool, fullyConnected(classes));

/** Section 4.2: 6n + 2 layers on 32x32 images. */
const cifar10 = (depth: number): Architecture => {
  const n = (depth - 2) / 6;
  if (!Number.isInteger(n)) throw new RangeError(`CIFAR-10 depth must be 6n + 2, got ${depth}`);
  if (n < 1) throw new RangeError(`CIFAR-10 depth must be 6n + 2 with n of at least 1, got ${depth}`);
  if (depth > deepest) {
    throw new RangeError(`CIFAR-10 depth must be at most ${deepest}, ten times the paper's deepest, got ${depth}`);
  }
  return {
    dataset: 'cifar10',
    depth,
    input: { channels: 3, height: 32, width: 32 },
    classes: 10,
    stem: named('stem', conv3x3(16), batchNorm, relu),
    channels: 16,
    head: head(10),
    branch: basic,
    stages: stages(16, [n, n, n]),
    defaultShortcut: 'A',
  };
};

/** Table 1. */
const imagenet = (depth: number): Architecture => {
  if (!isImagenetDepth(depth)) {
    throw new RangeError(`ImageNet depth must be one of ${Object.keys(imagenetDepths).join(', ')}, got ${depth}`);
  }
  const { branch, blocks, defaultShortcut } = imagenetDepths[depth];
  return {
    dataset: 'imagenet',
    depth,
    input: { channels: 3, height: 224, width: 224 },
    classes: 1000,
    stem: named('stem', convolution({ width: 64, kernel: 7, stride: 2 }), batchNorm, relu, maxPool3x3),
    channels: 64,
    head: head(1000),
    branch,
    stages: stages(64, blocks),
    defaultShortcut,
  };
};

export interface ArchitectureOptions {
  /** Weighted layers: 6n + 2 for CIFAR-10; 18, 34, 50, 101 or 152 for ImageNet. */
  readonly depth: number;
  /** ImageNet where table 1 has the depth, else CIFAR-10, where not given. */
  readonly dataset?: DatasetName | undefined;
  /** Those of the data set where not given. */
  readonly classes?: number | undefined;
  /** Pixels along each side of the image, from 32 (CIFAR-10: 4); those of the data set where not given. */
  readonly input?: number | undefined;
}

/**
 * The architecture of a depth; without `dataset`, ImageNet's where table 1 has the depth, else CIFAR-10's. Throws a
 * `RangeError` for a depth that its data set has not, fewer than two classes, and an image that its stages would halve
 * to nothing.
 */
export const architecture = ({ classes, input, ...paper }: ArchitectureOptions): Architecture => {
  const built = paperArchitecture(paper);
  const [count, side] = [classes ?? built.classes, input ?? built.input.height];
  const smallest = smallestInput[built.dataset];
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`classes must be a whole number from 2, got ${count}`);
  if (!Number.isInteger(side) || side < smallest) {
    throw new RangeError(`input must be a whole number of pixels from ${smallest}, got ${side}`);
  }
  return { ...built, input: { ...built.input, height: side, width: side }, classes: count, head: head(count) };
};

const paperArchitecture = ({ depth, dataset }: Pick<ArchitectureOptions, 'depth' | 'dataset'>): Architecture => {
  switch (dataset) {
    case 'imagenet':
      return imagenet(depth);
    case 'cifar10':
      return cifar10(depth);
    case undefined:
      return isImagenetDepth(depth) ? imagenet(depth) : cifar10(depth);
    default:
      throw new RangeError(`dataset must be cifar10 or imagenet, got ${String(dataset satisfies never)}`);
  }
};

/** Stem, stages of blocks and head. */
export const assemble = ({ stem, channels, branch, stages, head }: Architecture, block: Block): Layer => {
  const inputChannels = (stage: number): number => {
    const previous = stages[stage - 1];
    return previous === undefined ? channels : previous.width * branch.expansion;
  };
  const blocksOf = ({ width, blocks, stride }: Stage, stage: number): Layer[] =>
    Array.from({ length: blocks }, (_, index) => {
      const first = { channels: inputChannels(stage), width, stride };
      const later = { channels: branch.expansion * width, width, stride: 1 };
      return named(`block${index + 1}`, block(index === 0 ? first : later));
    });
  return series(stem, ...stages.map((stage, index) => named(`stage${index + 1}`, ...blocksOf(stage, index))), head);
};
