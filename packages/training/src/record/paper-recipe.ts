import type { DatasetName } from '@resnet/models';
import { cifarRecipe, imagenetRecipe, type Recipe } from '../recipe/index.js';

/** The paper's protocol for the networks of one of its data sets: section 4.2, or section 3.4 for any photographs. */
export const paperRecipe = (dataset: DatasetName): Recipe => (dataset === 'cifar10' ? cifarRecipe : imagenetRecipe);
