import type { PhotoSet } from '@resnet/datasets';
import type { BudgetName, Split } from '@resnet/run-log';
import { smokeImages } from '../recipe/index.js';
import type { PhotoData } from './run-data.js';
import { somePhotos } from './some-photos.js';

/** The photographs of a split as a budget has them; throws a `RangeError` for the test split. */
export const photoSetOf = (data: PhotoData, split: Split, budget: BudgetName): PhotoSet => {
  const set = wholeSet(data, split);
  return budget === 'smoke' ? somePhotos(set, smokeImages.perSet) : set;
};

const wholeSet = ({ train, validation }: PhotoData, split: Split): PhotoSet => {
  if (split === 'training') return train;
  if (split === 'validation') return validation;
  throw new RangeError(
    `expected split training or validation for photographs, got ${split}: no test labels are public`,
  );
};
