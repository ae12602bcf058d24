import type { Recipe } from './recipe.js';

/**
 * The warm-up of section 4.2 after one more mini-batch, of which `errors` images were misclassified: `recent` holds the
 * errors of up to `window` mini-batches, and becomes `null` once a full window's error is below the threshold.
 */
export const continueWarmUp = (
  recent: readonly number[] | null,
  { schedule: { warmUp }, batchSize }: Pick<Recipe, 'schedule' | 'batchSize'>,
  errors: number,
): readonly number[] | null => {
  if (recent === null || warmUp === null) return null;
  const { window, untilError } = warmUp;
  const errorsInWindow = [...recent, errors].slice(-window);
  const total = errorsInWindow.reduce((sum, count) => sum + count, 0);
  const ended = errorsInWindow.length === window && (100 * total) / (window * batchSize) < untilError;
  return ended ? null : errorsInWindow;
};
