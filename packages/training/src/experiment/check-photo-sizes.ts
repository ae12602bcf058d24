import { checkAugmentation } from '@resnet/datasets';
import type { Member } from './experiment.js';

/**
 * Throws a `RangeError` where the crops that a member's recipe takes of photographs are not what its network sees, or cannot
 * be cut out of the sides that they are taken from.
 */
export const checkPhotoSizes = ({ name, network, recipe }: Pick<Member, 'name' | 'network' | 'recipe'>): void => {
  if (recipe.photographs === undefined) return;
  const { augmentation, evaluation } = recipe.photographs;
  const { height, width } = network.input;
  const sizes = { 'augmentation.cropSize': augmentation.cropSize, 'evaluation.size': evaluation.size };
  for (const [what, size] of Object.entries(sizes)) {
    if (size === height && size === width) continue;
    const path = `photographs.${what} of ${name}`;
    throw new RangeError(`expected ${path} to be the ${height}x${width} pixels of its network's input, got ${size}`);
  }
  checkAugmentation(augmentation);
  if (evaluation.size <= evaluation.shorterSide) return;
  throw new RangeError(
    `expected photographs.evaluation.size of ${name} to be at most the shorter side, ${evaluation.shorterSide}, got ${evaluation.size}`,
  );
};
