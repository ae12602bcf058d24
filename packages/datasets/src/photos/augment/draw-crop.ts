import type { Random } from '@resnet/random';
import type { PhotoStatistics, Rgb } from '../photo-statistics.js';
import type { ColourAugmentation, PhotoAugmentation } from './photo-augmentation.js';
import { resizedSize, type Size } from './pixels.js';
import type { ColourShift, ViewPlan } from './view-plan.js';

type PrincipalComponents = PhotoStatistics['principalComponents'];

export interface DrawCropOptions {
  readonly augmentation: PhotoAugmentation;
  readonly principalComponents: PrincipalComponents | undefined;
  /** The photograph's stream. */
  readonly random: Random;
}

/**
 * One training crop of a photograph. The same numbers are drawn whatever is switched off, so that the others stay as
 * they are.
 */
export function drawCrop(photo: Size, { augmentation, principalComponents, random }: DrawCropOptions): ViewPlan {
  const { shorterSide, cropSize, flip, colour, interpolation, meanPlace } = augmentation;
  const size = resizedSize(photo, shorterSide.from + random.integer(shorterSide.to - shorterSide.from + 1));
  const left = random.integer(size.width - cropSize + 1);
  const top = random.integer(size.height - cropSize + 1);
  const flipped = random.integer(2) === 1 && flip === 'random';
  const shift = colourShift(colour, principalComponents, random);
  const view = { left, top, width: cropSize, height: cropSize, flip: flipped };
  return { size, interpolation, views: [view], shift, meanPlace };
}

/** Krizhevsky et al. (2012), section 4.1: [p1, p2, p3] [α1 λ1, α2 λ2, α3 λ3], α drawn once for each image. */
function colourShift(
  colour: ColourAugmentation,
  components: PrincipalComponents | undefined,
  random: Random,
): ColourShift | null {
  if (colour.kind === 'none') return null;
  if (components === undefined)
    throw new Error('expected principal components in the transform, since colour is `pca`');
  const rgb: [number, number, number] = [0, 0, 0];
  for (const [at, eigenvector] of components.eigenvectors.entries()) {
    // Sets that were packed by earlier versions may have one below zero, where there is no variance.
    const eigenvalue = Math.max(0, components.eigenvalues[at] ?? 0);
    const magnitude = colour.magnitude === 'eigenvalue' ? eigenvalue : Math.sqrt(eigenvalue);
    const amount = random.normal() * colour.deviation * magnitude * 255;
    for (const channel of [0, 1, 2] as const) rgb[channel] += amount * eigenvector[channel];
  }
  return { rgb: rgb satisfies Rgb, range: colour.range };
}
