import type { Shape } from '@resnet/models';
import type { OptimizerOptions } from './engine.js';

/** An index into `Program.values`. Value 0 is the input image. */
export type ValueId = number;
/** An index into `Program.parameters`. */
export type ParameterId = number;

/**
 * A network flattened into numbered values and operations in execution order. Each operation writes one value and every
 * value is written once; the last operation writes the logits.
 */
export interface Program {
  readonly name: string;
  readonly input: Shape;
  readonly classes: number;
  /** Shapes per image, by value id. */
  readonly values: readonly Shape[];
  readonly operations: readonly Operation[];
  readonly parameters: readonly Parameter[];
  readonly logits: ValueId;
}

export type Operation =
  | ConvolutionOperation
  | BatchNormalizationOperation
  | ReluOperation
  | AddOperation
  | MaxPoolingOperation
  | GlobalAveragePoolingOperation
  | FullyConnectedOperation
  | PaddedIdentityOperation;

interface Placed {
  /** Where in the network: `stage2/block3/conv1`. */
  readonly path: string;
  readonly dst: ValueId;
}

export interface ConvolutionOperation extends Placed {
  readonly kind: 'convolution';
  readonly src: ValueId;
  /** [out, in, height, width]. */
  readonly weights: ParameterId;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

export interface BatchNormalizationOperation extends Placed {
  readonly kind: 'batch-normalization';
  readonly src: ValueId;
  /** All four are [channels]. */
  readonly scale: ParameterId;
  readonly shift: ParameterId;
  readonly runningMean: ParameterId;
  readonly runningVariance: ParameterId;
  readonly epsilon: number;
}

export interface ReluOperation extends Placed {
  readonly kind: 'relu';
  readonly src: ValueId;
}

export interface AddOperation extends Placed {
  readonly kind: 'add';
  /** Two or more values of one shape. */
  readonly sources: readonly ValueId[];
}

export interface MaxPoolingOperation extends Placed {
  readonly kind: 'max-pooling';
  readonly src: ValueId;
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

export interface GlobalAveragePoolingOperation extends Placed {
  readonly kind: 'global-average-pooling';
  readonly src: ValueId;
}

export interface FullyConnectedOperation extends Placed {
  readonly kind: 'fully-connected';
  readonly src: ValueId;
  /** [classes, channels]. */
  readonly weights: ParameterId;
  /** [classes]. */
  readonly bias: ParameterId;
}

export interface PaddedIdentityOperation extends Placed {
  readonly kind: 'padded-identity';
  readonly src: ValueId;
  readonly stride: number;
  readonly subsampling: 'every-second-pixel' | 'average-pooling';
  readonly placement: 'after' | 'split';
}

export type ParameterRole =
  'convolution-weights' | 'fully-connected-weights' | 'bias' | 'scale' | 'shift' | 'running-mean' | 'running-variance';

export interface Parameter {
  /** Its identity, in checkpoints too: `stage2/block3/conv1/weights`, `stage2/block3/norm1/running-mean`. */
  readonly path: string;
  readonly role: ParameterRole;
  /** [out, in, height, width] for convolutions, [classes, channels] for fully connected weights, else [n]. */
  readonly shape: readonly number[];
}

/** The values that an operation reads. */
export const sourcesOf = (operation: Operation): readonly ValueId[] =>
  operation.kind === 'add' ? operation.sources : [operation.src];

/** Whether SGD changes this parameter; running statistics are only averaged. */
export const isTrainable = ({ role }: Parameter): boolean => role !== 'running-mean' && role !== 'running-variance';

/** The number of elements of a parameter. */
export const parameterSize = ({ shape }: Parameter): number => shape.reduce((size, n) => size * n, 1);

/** Whether weight decay applies to this parameter. */
export const decays = (parameter: Parameter, { decayed }: Pick<OptimizerOptions, 'decayed'>): boolean =>
  isTrainable(parameter) && (decayed === 'all' || parameter.role === 'convolution-weights');
