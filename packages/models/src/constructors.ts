import type {
  BatchNormalization,
  Convolution,
  FullyConnected,
  GlobalAveragePooling,
  Identity,
  Layer,
  MaxPooling,
  PaddedIdentity,
  Relu,
  Series,
  Sum,
} from './layer.js';

/** Layers one after the other. */
export const series = (...layers: readonly Layer[]): Series => ({ kind: 'series', layers });

/** Layers one after the other, under a name that their paths begin with. */
export const named = (name: string, ...layers: readonly Layer[]): Series => ({ kind: 'series', name, layers });

/** Branches applied to one input and added. */
export const sum = (...branches: readonly Layer[]): Sum => ({ kind: 'sum', branches });

/** A square convolution without bias; with its default padding, stride 1 keeps the size where the kernel is odd. */
export const convolution = ({
  width,
  kernel,
  stride = 1,
  padding = Math.floor((kernel - 1) / 2),
}: Pick<Convolution, 'width' | 'kernel'> & Partial<Convolution>): Convolution => ({
  kind: 'convolution',
  width,
  kernel,
  stride,
  padding,
});

/** A 3x3 convolution with `width` output channels. */
export const conv3x3 = (width: number, stride = 1): Convolution => convolution({ width, kernel: 3, stride });

/** A 1x1 convolution with `width` output channels. */
export const conv1x1 = (width: number, stride = 1): Convolution => convolution({ width, kernel: 1, stride });

/** Batch normalization; the paper does not state epsilon, 1e-5 is common to its reproductions. */
export const batchNorm: BatchNormalization = { kind: 'batch-normalization', epsilon: 1e-5 };

export const relu: Relu = { kind: 'relu' };

/** 3x3 max pooling of stride 2, after conv1 of the ImageNet networks (table 1). */
export const maxPool3x3: MaxPooling = { kind: 'max-pooling', kernel: 3, stride: 2, padding: 1 };

export const globalAveragePool: GlobalAveragePooling = { kind: 'global-average-pooling' };

/** The classifier. */
export const fullyConnected = (classes: number): FullyConnected => ({ kind: 'fully-connected', classes });

export const identity: Identity = { kind: 'identity' };

/** The parameter-free shortcut of option A; every second pixel and zeros after the channels unless told otherwise. */
export const paddedIdentity = ({
  width,
  stride,
  subsampling = 'every-second-pixel',
  placement = 'after',
}: Pick<PaddedIdentity, 'width' | 'stride'> & Partial<PaddedIdentity>): PaddedIdentity => ({
  kind: 'padded-identity',
  width,
  stride,
  subsampling,
  placement,
});
