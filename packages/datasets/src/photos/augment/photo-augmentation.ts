/** How a photograph is resized: a triangle or Catmull-Rom filter, as wide as the reduction (antialiased). */
export type Interpolation = 'bilinear' | 'bicubic';

/** How training crops are made of photographs (section 3.4). Where the paper is silent, the choice is an option of its own. */
export interface PhotoAugmentation {
  /** The shorter side after resizing: a whole number, uniform over both ends and all between. */
  readonly shorterSide: { readonly from: number; readonly to: number };
  /** Pixels along each side of the crop, whose place is uniform over the resized photograph. */
  readonly cropSize: number;
  /** `random` flips one crop in two horizontally. */
  readonly flip: 'random' | 'never';
  readonly colour: ColourAugmentation;
  readonly interpolation: Interpolation;
  /**
   * Where a per-pixel mean lies: `after-flip` takes it from the pixels where the network sees them, `before-flip` flips it
   * with the crop.
   */
  readonly meanPlace: 'after-flip' | 'before-flip';
}

/**
 * `pca` is Krizhevsky et al. (2012), section 4.1: one shift of all pixels of an image, the sum over the principal components
 * of the training set's colours of eigenvector times α times magnitude, α from a normal distribution.
 */
export type ColourAugmentation =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'pca';
      /** Standard deviation of α. */
      readonly deviation: number;
      /** The eigenvalue itself, of colours from 0 to 1, as the paper says; or its square root, a standard deviation. */
      readonly magnitude: 'eigenvalue' | 'square-root';
      /** Whether shifted colours may leave the range of a byte. */
      readonly range: 'unbounded' | 'clipped';
    };

/** The paper's augmentation for ImageNet, with our choices where it is silent. */
export const imagenetAugmentation: PhotoAugmentation = {
  shorterSide: { from: 256, to: 480 },
  cropSize: 224,
  flip: 'random',
  colour: { kind: 'pca', deviation: 0.1, magnitude: 'eigenvalue', range: 'unbounded' },
  interpolation: 'bilinear',
  meanPlace: 'after-flip',
};

/** Throws a `RangeError` where an augmentation cannot be carried out. */
export function checkAugmentation({ shorterSide: { from, to }, cropSize }: PhotoAugmentation): void {
  for (const side of [from, to, cropSize]) {
    if (!Number.isInteger(side) || side < 1) throw new RangeError(`expected sides of whole pixels, got ${side}`);
  }
  if (from > to) throw new RangeError(`expected shorter sides from the least to the greatest, got ${from} to ${to}`);
  if (cropSize > from) {
    throw new RangeError(`expected crops of at most the least shorter side, ${from}, got crops of ${cropSize}`);
  }
}
