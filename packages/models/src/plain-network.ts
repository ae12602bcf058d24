import { architecture, assemble, type ArchitectureOptions } from './architecture.js';
import { plainBlock } from './block.js';
import type { Network } from './network.js';

/** The paper's plain network of a depth (sections 3.3 and 4.2). Throws a `RangeError` for a depth its dataset has not. */
export const plainNetwork = (options: ArchitectureOptions): Network => {
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
