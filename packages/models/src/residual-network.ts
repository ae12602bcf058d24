import { architecture, assemble } from './architecture.js';
import { residualBlock, type PaddedIdentityOptions } from './block.js';
import type { Network, ShortcutOption } from './network.js';
import type { PlainNetworkOptions } from './plain-network.js';

export interface ResidualNetworkOptions extends PlainNetworkOptions {
  /** A for CIFAR-10 and for 18 and 34 layers, B for 50, 101 and 152, where not given. */
  readonly shortcut?: ShortcutOption | undefined;
  /** How option A subsamples and pads. */
  readonly paddedIdentity?: PaddedIdentityOptions | undefined;
}

/** The paper's residual network of a depth (sections 3.3 and 4.2). Throws a `RangeError` for a depth its dataset has not. */
export const residualNetwork = (options: ResidualNetworkOptions): Network => {
  const built = architecture(options);
  const { dataset, depth, input, classes, branch, defaultShortcut } = built;
  const shortcut = options.shortcut ?? defaultShortcut;
  return {
    name: shortcut === defaultShortcut ? `resnet-${depth}` : `resnet-${depth}-${shortcut}`,
    family: 'residual',
    dataset,
    depth,
    shortcut,
    input,
    classes,
    layers: assemble(built, residualBlock(branch, shortcut, options.paddedIdentity)),
  };
};
