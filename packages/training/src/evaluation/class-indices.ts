import { imagenetSynsets, type PhotoSet } from '@resnet/datasets';
import type { Network } from '@resnet/models';

/**
 * The network's index of each class of a set. A network of ImageNet's 1000 classes takes any set of some of them, found
 * by synset; any other takes sets of as many classes as its own, in their order. Throws a `RangeError` for a set of
 * other classes.
 */
export const classIndices = (
  { name, classes }: Pick<PhotoSet, 'name' | 'classes'>,
  network: Pick<Network, 'name' | 'classes'>,
): Int32Array => {
  const indices = classes.map(({ synset }) => imagenetSynsets.indexOf(synset));
  const unknown = indices.indexOf(-1);
  if (network.classes === imagenetSynsets.length && unknown === -1) return Int32Array.from(indices);
  if (network.classes === classes.length) return Int32Array.from(classes.keys());
  const found =
    network.classes === imagenetSynsets.length ? `class ${classes[unknown]?.synset ?? ''}` : `${classes.length}`;
  throw new RangeError(
    `${network.name} has ${network.classes} classes: expected a set of them, found ${found} in ${name}`,
  );
};
