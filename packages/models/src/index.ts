export type * from './layer.js';
export type * from './network.js';
export * from './constructors.js';
export { architecture, assemble, type Architecture } from './architecture.js';
export {
  basic,
  bottleneck,
  plainBlock,
  residualBlock,
  shortcut,
  type Block,
  type BlockShape,
  type BottleneckStride,
  type PaddedIdentityOptions,
  type ResidualBranch,
} from './block.js';
export { plainNetwork } from './plain-network.js';
export { residualNetwork } from './residual-network.js';
export { networkNamed } from './network-named.js';
export { foldNetwork, type Folder, type PlacedLeaf } from './fold-network.js';
export { formatShape, sameShape, type Leaf } from './output-shape.js';
export { countMultiplyAdds, countParameters, describeNetwork } from './describe-network.js';
