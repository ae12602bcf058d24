import type { Tensor, Tensor4D } from '@tensorflow/tfjs';
import type { ParameterId } from '@resnet/engine';
import type { Shape } from '@resnet/models';

/** A tensor for a parameter: its gradient, or what a mini-batch says of a running statistic. */
export type ForParameter = readonly [parameter: ParameterId, tensor: Tensor];

/** What an operation runs on. Values are [count, height, width, channels], convolution weights [height, width, in, out]. */
export interface LayerContext {
  readonly sources: readonly Tensor4D[];
  /** Of one image of the value written. */
  readonly dstShape: Shape;
  readonly parameter: (id: ParameterId) => Tensor;
  /** How many images share batch statistics, or that the running statistics normalize. */
  readonly statistics: number | 'running';
}

/**
 * An operation run forward. Every tensor in it is a new one, which its receiver disposes; `backward` uses no other
 * tensors than `saved` and the parameters.
 */
export interface Forward {
  readonly dst: Tensor4D;
  readonly saved: readonly Tensor[];
  /** Batch statistics, the variance with Bessel's correction. */
  readonly statistics?: readonly ForParameter[];
  readonly backward: (diffDst: Tensor4D) => Backward;
}

/** Gradients of the loss, all of them new tensors. */
export interface Backward {
  /** By source; undefined where nobody needs it. */
  readonly sources: readonly (Tensor4D | undefined)[];
  readonly parameters?: readonly ForParameter[];
}

/** One kind of operation, forward and backward; both run where tensors neither returned nor saved are disposed. */
export type Layer<Kind> = (operation: Kind, context: LayerContext) => Forward;

/** The source of an operation that has one. */
export const onlySource = ({ sources: [src] }: LayerContext): Tensor4D => {
  if (src === undefined) throw new Error('an operation was given no source');
  return src;
};
