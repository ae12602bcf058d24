import type { Views } from '@resnet/datasets';
import type { imageProtocolNames } from '@resnet/run-log';
import type { Recipe } from '../recipe/index.js';

/** How images in memory are shown to a network, and what becomes of its scores: an evaluation protocol as data. */
export interface ImageProtocol {
  readonly name: (typeof imageProtocolNames)[number];
  /** In one sentence. */
  readonly description: string;
  readonly views: Views;
  readonly average: Recipe['cropAverage'];
}

const tenCrops = 'four corners and the center of the padded image, and their flips';

/** The protocols of section 4.2 for images in memory; `10-crop` averages what the recipe of a run says. */
export const imageProtocols = (cropAverage: Recipe['cropAverage']): readonly ImageProtocol[] => [
  { name: 'single-view', description: 'the image itself', views: 'single-view', average: 'softmax' },
  {
    name: '10-crop',
    description: `${tenCrops}; ${averageNames[cropAverage]} averaged`,
    views: '10-crop',
    average: cropAverage,
  },
  { name: '10-crop-logits', description: `${tenCrops}; logits averaged`, views: '10-crop', average: 'logits' },
];

/** What is averaged, as a sentence says it. */
export const averageNames: Readonly<Record<Recipe['cropAverage'], string>> = {
  softmax: 'softmax scores',
  logits: 'logits',
};
