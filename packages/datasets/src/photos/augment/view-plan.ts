import type { Rgb } from '../photo-statistics.js';
import type { Interpolation } from './photo-augmentation.js';
import type { Region, Size } from './pixels.js';

/** What is shown of one photograph: how it is resized, and the views cut out of that. */
export interface ViewPlan {
  /** Of the whole photograph after resizing. */
  readonly size: Size;
  readonly interpolation: Interpolation;
  /** All of one size, in the resized photograph. */
  readonly views: readonly View[];
  readonly shift: ColourShift | null;
  readonly meanPlace: 'after-flip' | 'before-flip';
}

export interface View extends Region {
  readonly flip: boolean;
}

/** What is added to every pixel, in units of bytes. */
export interface ColourShift {
  readonly rgb: Rgb;
  readonly range: 'unbounded' | 'clipped';
}
