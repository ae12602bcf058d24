import { architecture, assemble } from './architecture.js';
import { plainBlock } from './block.js';
import type { DatasetName, Network } from './network.js';

export interface PlainNetworkOptions {
  /** Weighted layers: 6n + 2 for CIFAR-10; 18, 34, 50, 101 or 152 for ImageNet. */
  readonly depth: number;
  /** ImageNet where table 1 has the depth, else CIFAR-10, where not given. */
  readonly dataset?: DatasetName | undefined;
  /** Those of the data set where not given. */
  readonly classes?: number | undefined;
  /** Pixels along each side of the image, from 32 (CIFAR-10: 4); those of the data set where not given. */
  readonly input?: number | undefined;
}

/** The paper's plain network of a depth (sections 3.3 and 4.2). Throws a `RangeError` for a depth its dataset has not. */
export const plainNetwork = (options: PlainNetworkOptions): Network => {
  const built = architecture(options);
  const { dataset, depth, input, classes, branch } = built;
  return {
    name: `plain-${depth}`,
    family: 'plain',
    dataset,
    depth,
    shortcut: null,
    input,
    classes,
    layers: assemble(built, plainBlock(branch)),
  };
};
