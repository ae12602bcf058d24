import type { BudgetName } from '@resnet/run-log';
import type { Recipe } from '../recipe/index.js';
import { imageSource } from './image-source.js';
import { photoSource } from './photo-source.js';
import type { RunData } from './run-data.js';
import type { RunSource } from './run-source.js';

/** The images of a run with a recipe and a budget; nothing is read or decoded yet. */
export const openSource = (data: RunData, recipe: Recipe, budget: BudgetName): RunSource => {
  switch (data.kind) {
    case 'images':
      return imageSource(data, recipe, budget);
    case 'photographs':
      return photoSource(data, recipe, budget);
    default:
      throw new TypeError(`unknown data ${JSON.stringify(data satisfies never)}`);
  }
};
