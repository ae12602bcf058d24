import type { PhotoViews } from '@resnet/datasets';
import type { photoProtocolNames } from '@resnet/run-log';
import type { Recipe } from '../recipe/index.js';
import { averageNames } from './image-protocols.js';

/** How photographs are shown to a network, and what becomes of its scores: an evaluation protocol as data. */
export interface PhotoEvaluationProtocol {
  readonly name: (typeof photoProtocolNames)[number];
  /** In one sentence. */
  readonly description: string;
  /** One pass over the set for each. */
  readonly views: readonly PhotoViews[];
  /** `flipped`: each view once more, mirrored. */
  readonly flips: 'none' | 'flipped';
  /** Over views, scales and flips. */
  readonly average: Recipe['cropAverage'];
}

/** The crops that a network is evaluated by. */
export interface PhotoCrops {
  /** Pixels on each side: those of the crops it was trained on. */
  readonly size: number;
  /** Of the photograph that crops are taken of; the paper's in proportion where not given. */
  readonly shorterSide?: number | undefined;
  /** What `10-crop` averages; softmax scores where not given. */
  readonly average?: Recipe['cropAverage'] | undefined;
}

/** Section 3.4, for crops of 224 pixels. */
const paper = { crop: 224, shorterSide: 256, scales: [224, 256, 384, 480, 640] } as const;

const inProportion = (side: number, size: number): number => Math.round((side * size) / paper.crop);

/**
 * All protocols for a network trained on crops of so many pixels: the paper's for 224 (section 3.4), all sides in proportion for
 * others. The paper does not say at which shorter side crops are taken; 256 is what the authors' own models are tested at.
 */
export const photoProtocols = (crops: PhotoCrops): readonly PhotoEvaluationProtocol[] => {
  const { size, shorterSide = inProportion(paper.shorterSide, size), average = 'softmax' } = crops;
  const tenCrops = {
    description: `four corners, the center and their flips of ${size}x${size}, shorter side ${shorterSide}`,
    views: [{ kind: '10-crop', shorterSide, size }],
    flips: 'none',
  } as const;
  const sides = paper.scales.map((side) => inProportion(side, size));
  const multiScale = {
    description: `the whole image, fully convolutional, at shorter sides ${sides.join(', ')}; softmax scores averaged`,
    views: sides.map((side) => ({ kind: 'whole', shorterSide: side }) as const),
    average: 'softmax',
  } as const;
  return [
    {
      name: 'center-crop',
      description: `the ${size}x${size} crop at the center, shorter side ${shorterSide}`,
      views: [{ kind: 'center-crop', shorterSide, size }],
      flips: 'none',
      average: 'softmax',
    },
    {
      name: '10-crop',
      ...tenCrops,
      description: `${tenCrops.description}; ${averageNames[average]} averaged`,
      average,
    },
    { name: '10-crop-logits', ...tenCrops, description: `${tenCrops.description}; logits averaged`, average: 'logits' },
    { name: 'multi-scale', ...multiScale, flips: 'none' },
    {
      name: 'multi-scale-flips',
      ...multiScale,
      description: `${multiScale.description}, of flips too`,
      flips: 'flipped',
    },
  ];
};
