import type { Layer, Shape } from './layer.js';

export type DatasetName = 'cifar10' | 'imagenet';

/**
 * The three shortcut options of section 3.3: A zero-padded identity, B projections where dimensions change, C
 * projections everywhere.
 */
export type ShortcutOption = 'A' | 'B' | 'C';

/** A network of the paper as plain data: JSON-able, and all that an engine, a counter or a drawing needs. */
export interface Network {
  /** As in the paper: `plain-34`, `resnet-56` (the dataset's default option), `resnet-34-B` (an option spelled out). */
  readonly name: string;
  readonly family: 'plain' | 'residual';
  readonly dataset: DatasetName;
  /** Weighted layers on the longest path, projections not counted, as the paper counts. */
  readonly depth: number;
  /** `null` for a plain network. */
  readonly shortcut: ShortcutOption | null;
  readonly input: Shape;
  readonly classes: number;
  readonly layers: Layer;
}
