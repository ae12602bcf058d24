import type { PhotoViews } from '@resnet/datasets';
import type { Recipe } from '../recipe/index.js';
import { averageNames } from './image-protocols.js';

/** How photographs are shown to a network, and what becomes of its scores: an evaluation protocol as data. */
export interface PhotoEvaluationProtocol {
  readonly name: PhotoProtocolName;
  /** In one sentence. */
  readonly description: string;
  /** One pass over the set for each. */
  readonly views: readonly PhotoViews[];
  /** `flipped`: each view once more, mirrored. */
  readonly flips: 'none' | 'flipped';
  /** Over views, scales and flips. */
  readonly average: Recipe['cropAverage'];
}

export const photoProtocolNames = [
  'center-crop',
  '10-crop',
  '10-crop-logits',
  'multi-scale',
  'multi-scale-flips',
] as const;
export type PhotoProtocolName = (typeof photoProtocolNames)[number];

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
 * A protocol for a network trained on crops of so many pixels: the paper's for 224 (section 3.4), all sides in proportion for
 * others. The paper does not say at which shorter side crops are taken; 256 is what the authors' own models are tested at.
 */
export const photoProtocol = (name: PhotoProtocolName, crops: PhotoCrops): PhotoEvaluationProtocol => {
  const { size, shorterSide = inProportion(paper.shorterSide, size), average = 'softmax' } = crops;
  switch (name) {
    case 'center-crop': {
      const views = [{ kind: 'center-crop', shorterSide, size } as const];
      const description = `the ${size}x${size} crop at the center, shorter side ${shorterSide}`;
      return { name, description, views, flips: 'none', average: 'softmax' };
    }
    case '10-crop':
      return tenCrops(name, { size, shorterSide, average });
    case '10-crop-logits':
      return tenCrops(name, { size, shorterSide, average: 'logits' });
    case 'multi-scale':
      return { name, ...multiScale(size), flips: 'none' };
    case 'multi-scale-flips': {
      const { description, ...scales } = multiScale(size);
      return { name, ...scales, description: `${description}, of flips too`, flips: 'flipped' };
    }
    default:
      throw new TypeError(`unknown protocol ${String(name satisfies never)}`);
  }
};

/** All protocols for a network. */
export const photoProtocols = (crops: PhotoCrops): readonly PhotoEvaluationProtocol[] =>
  photoProtocolNames.map((name) => photoProtocol(name, crops));

const tenCrops = (
  name: PhotoProtocolName,
  { size, shorterSide, average }: Required<{ [Key in keyof PhotoCrops]: NonNullable<PhotoCrops[Key]> }>,
): PhotoEvaluationProtocol => ({
  name,
  description: `four corners, the center and their flips of ${size}x${size}, shorter side ${shorterSide}; ${averageNames[average]} averaged`,
  views: [{ kind: '10-crop', shorterSide, size }],
  flips: 'none',
  average,
});

const multiScale = (size: number): Pick<PhotoEvaluationProtocol, 'description' | 'views' | 'average'> => {
  const sides = paper.scales.map((side) => inProportion(side, size));
  return {
    description: `the whole image, fully convolutional, at shorter sides ${sides.join(', ')}; softmax scores averaged`,
    views: sides.map((shorterSide) => ({ kind: 'whole', shorterSide })),
    average: 'softmax',
  };
};
