import type { PhotoViews } from '@resnet/datasets';
import type { Recipe } from '../recipe/index.js';

/** How photographs are shown to a network, and what becomes of its scores: an evaluation protocol as data. */
export interface PhotoProtocol {
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

/** Section 3.4, for crops of 224 pixels. */
const paper = { crop: 224, shorterSide: 256, scales: [224, 256, 384, 480, 640] } as const;

/**
 * A protocol for a network trained on crops of so many pixels: the paper's for 224 (section 3.4), all sides in proportion for
 * others. The paper does not say at which shorter side crops are taken; 256 is what the authors' own models are tested at.
 */
export const photoProtocol = (name: PhotoProtocolName, size: number): PhotoProtocol => {
  const scaled = (side: number): number => Math.round((side * size) / paper.crop);
  const shorterSide = scaled(paper.shorterSide);
  const whole = paper.scales.map((side) => ({ kind: 'whole', shorterSide: scaled(side) }) as const);
  const sides = whole.map((view) => view.shorterSide).join(', ');
  const multiScale = `the whole image, fully convolutional, at shorter sides ${sides}; softmax scores averaged`;
  switch (name) {
    case 'center-crop': {
      const views = [{ kind: 'center-crop', shorterSide, size } as const];
      const description = `the ${size}x${size} crop at the center, shorter side ${shorterSide}`;
      return { name, description, views, flips: 'none', average: 'softmax' };
    }
    case '10-crop':
    case '10-crop-logits': {
      const average = name === '10-crop' ? 'softmax' : 'logits';
      const views = [{ kind: '10-crop', shorterSide, size } as const];
      const averaged = average === 'softmax' ? 'softmax scores' : 'logits';
      const description = `four corners, the center and their flips of ${size}x${size}, shorter side ${shorterSide}; ${averaged} averaged`;
      return { name, description, views, flips: 'none', average };
    }
    case 'multi-scale':
      return { name, description: multiScale, views: whole, flips: 'none', average: 'softmax' };
    case 'multi-scale-flips':
      return { name, description: `${multiScale}, of flips too`, views: whole, flips: 'flipped', average: 'softmax' };
    default:
      throw new TypeError(`unknown protocol ${String(name satisfies never)}`);
  }
};
