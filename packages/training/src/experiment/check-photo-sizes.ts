import type { Member } from './experiment.js';

/**
 * Throws a `RangeError` where the crops that a member's recipe takes of photographs are not what its network sees, or cannot be
 * cut out of the sides that they are taken from.
 */
export const checkPhotoSizes = ({ name, network, recipe }: Pick<Member, 'name' | 'network' | 'recipe'>): void => {
  if (recipe.photographs === undefined) return;
  const { augmentation, evaluation } = recipe.photographs;
  const { from, to } = augmentation.shorterSide;
  const { height, width } = network.input;
  const crops = [
    { what: 'augmentation.cropSize', size: augmentation.cropSize, side: from },
    { what: 'evaluation.size', size: evaluation.size, side: evaluation.shorterSide },
  ];
  for (const { what, size, side } of crops) {
    const path = `photographs.${what} of ${name}`;
    if (size !== height || size !== width) {
      throw new RangeError(`expected ${path} to be the ${height}x${width} pixels of its network's input, got ${size}`);
    }
    if (size > side) throw new RangeError(`expected ${path} to be at most the shorter side, ${side}, got ${size}`);
  }
  if (from > to) {
    throw new RangeError(`expected photographs.augmentation.shorterSide of ${name} to ascend, got ${from} to ${to}`);
  }
};
