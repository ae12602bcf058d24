export { importAuthorsResnet50 } from './authors-resnet-50.js';
export type { Imported, ImportedNetwork, StatedError, WeightsSource } from './imported-network.js';
export { byteTransform, imageTransform, type NetworkInput } from './network-input.js';
export { isNetworkFolder, type LoadedNetwork, readNetworkFolder, writeNetworkFolder } from './network-folder.js';
export { importWeights, type WeightsImportOptions } from './import-weights.js';
export { type Exported, exportNetwork } from './export-network.js';
export { readRunNetwork, type RunNetwork } from './trained-network.js';
