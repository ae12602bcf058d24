import { photoTransform, type PhotoTransform } from '@resnet/datasets';
import type { PhotoProtocol, Recipe } from '../recipe/index.js';
import type { PhotoData } from './run-data.js';

/** What a network sees of photographs by a recipe. */
export interface PhotoInput extends PhotoProtocol {
  /** The transform of crops of so many pixels. */
  readonly transformOf: (cropSize: number) => PhotoTransform;
}

/** What a recipe makes of photographs; throws a `RangeError` for one that does not say. */
export const photoInput = ({ train, statistics }: PhotoData, { photographs, inputScale }: Recipe): PhotoInput => {
  if (photographs === undefined) {
    throw new RangeError(`expected a recipe that says how photographs are seen for ${train.name}, got one without`);
  }
  const { mean } = photographs;
  return {
    ...photographs,
    transformOf: (cropSize) => photoTransform({ statistics, mean, inputScale, cropSize }),
  };
};
