import { architecture, assemble, type Architecture, type ArchitectureOptions } from './architecture.js';
import {
  bottleneck,
  bottleneckStridedIn3x3,
  residualBlock,
  type BottleneckStride,
  type PaddedIdentityOptions,
} from './block.js';
import type { Network, ShortcutOption } from './network.js';

export interface ResidualNetworkOptions extends ArchitectureOptions {
  /** A for CIFAR-10 and for 18 and 34 layers, B for 50, 101 and 152, where not given. */
  readonly shortcut?: ShortcutOption | undefined;
  /** How option A subsamples and pads. */
  readonly paddedIdentity?: PaddedIdentityOptions | undefined;
  /** The paper's where not given: in the first 1x1. With `3x3` the network is named `resnet-50-v1.5`. */
  readonly bottleneckStride?: BottleneckStride | undefined;
}

/** The paper's residual network of a depth (sections 3.3 and 4.2). Throws a `RangeError` for a depth its dataset has not. */
export const residualNetwork = (options: ResidualNetworkOptions): Network => {
  const built = withStrideIn(architecture(options), options.bottleneckStride);
  const { dataset, depth, input, classes, branch, defaultShortcut } = built;
  const shortcut = options.shortcut ?? defaultShortcut;
  const option = shortcut === defaultShortcut ? '' : `-${shortcut}`;
  return {
    name: `resnet-${depth}${option}${branch === bottleneckStridedIn3x3 ? '-v1.5' : ''}`,
    family: 'residual',
    dataset,
    depth,
    shortcut,
    input,
    classes,
    layers: assemble(built, residualBlock(branch, shortcut, options.paddedIdentity)),
  };
};

const withStrideIn = (built: Architecture, place: BottleneckStride = 'first-1x1'): Architecture => {
  if (place === 'first-1x1') return built;
  if (built.branch === bottleneck) return { ...built, branch: bottleneckStridedIn3x3 };
  throw new RangeError(
    `a network of ${built.depth} layers has no bottlenecks: only those can have the stride in the 3x3`,
  );
};
