/**
 * A network is a tree of layers, and a layer is plain data. `series` and `sum` hold other layers; everything else is a
 * leaf. A named series or sum contributes one segment to the paths of the parameters below it; an unnamed one is
 * transparent.
 */
export type Layer =
  | Series
  | Sum
  | Convolution
  | BatchNormalization
  | Relu
  | MaxPooling
  | GlobalAveragePooling
  | FullyConnected
  | Identity
  | PaddedIdentity;

/** Layers applied one after the other. */
export interface Series {
  readonly kind: 'series';
  readonly name?: string;
  readonly layers: readonly Layer[];
}

/** Branches applied to the same input, their outputs (of one shape) added elementwise. */
export interface Sum {
  readonly kind: 'sum';
  readonly name?: string;
  readonly branches: readonly Layer[];
}

/** A square convolution without bias, zero-padded by `padding` pixels on each side; `width` output channels. */
export interface Convolution {
  readonly kind: 'convolution';
  readonly width: number;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Normalization of each channel over the mini-batch and all positions, then a learned scale and shift. */
export interface BatchNormalization {
  readonly kind: 'batch-normalization';
  readonly epsilon: number;
}

export interface Relu {
  readonly kind: 'relu';
}

/** Maximum over square windows; padded positions never win. */
export interface MaxPooling {
  readonly kind: 'max-pooling';
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/** Average of each channel over all positions: [channels, height, width] to [channels, 1, 1]. */
export interface GlobalAveragePooling {
  readonly kind: 'global-average-pooling';
}

/** A fully connected layer with bias on [channels, 1, 1]; its outputs are logits of shape [classes, 1, 1]. */
export interface FullyConnected {
  readonly kind: 'fully-connected';
  readonly classes: number;
}

/** The identity shortcut. */
export interface Identity {
  readonly kind: 'identity';
}

/**
 * The parameter-free shortcut of option A where the dimensions change: the input subsampled by `stride` and its channels
 * padded with zeros up to `width`. The paper leaves both details open (section 3.3): see `subsampling` and `placement`.
 */
export interface PaddedIdentity {
  readonly kind: 'padded-identity';
  readonly width: number;
  readonly stride: number;
  /** Every `stride`-th pixel of every `stride`-th row (the default), or the average of each stride x stride window. */
  readonly subsampling: 'every-second-pixel' | 'average-pooling';
  /** Zeros after the channels (the default), or half before and half after. */
  readonly placement: 'after' | 'split';
}

/** The size of a value for one image. */
export interface Shape {
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}
