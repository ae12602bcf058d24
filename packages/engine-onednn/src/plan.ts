import {
  decays,
  isTrainable,
  parameterSize,
  passesOf,
  sourcesOf,
  type Precision,
  type Program,
  type SessionOptions,
  type ValueId,
} from '@resnet/engine';
import type { Shape } from '@resnet/models';
import { binaryAdditions } from './binary-additions.js';
import type { FusedOperation } from './fuse.js';
import type { OperationPasses } from './pass-plan.js';
import { planOperations, type OperationPlanOptions } from './plan-operations.js';

/** A program as the addon takes it: operations fused, parameters as offsets into one array. */
export interface Plan {
  readonly precision: 'f32' | 'bf16';
  readonly threads: number;
  readonly inference: boolean;
  /** Images of one pass. */
  readonly batch: number;
  /** Passes that a mini-batch is computed in. */
  readonly passes: number;
  readonly statisticsGroup: number;
  readonly classes: number;
  readonly parameterCount: number;
  readonly logits: ValueId;
  readonly momentum: number;
  readonly weightDecay: number;
  readonly nesterov: boolean;
  readonly rateInside: boolean;
  readonly values: readonly Shape[];
  readonly operations: readonly PlannedOperation[];
  readonly segments: readonly Segment[];
}

/** A stretch of the parameter array that SGD changes, with or without weight decay. */
export interface Segment {
  readonly begin: number;
  readonly size: number;
  readonly decays: boolean;
}

/** An operation as the addon takes it. */
type OperationArguments = Readonly<Record<string, unknown>> & { readonly kind: string; readonly dst: ValueId };

/** The same with what computes it. */
export type PlannedOperation = OperationArguments & { readonly passes: OperationPasses };

/** Parameters begin at multiples of 16 floats: a cache line. */
const alignment = 16;

/** Where each parameter begins in the addon's arrays, in floats, by parameter id; the last entry is the length of all. */
export const parameterOffsets = ({ parameters }: Program): readonly number[] => {
  const offsets = [0];
  for (const parameter of parameters) {
    offsets.push((offsets.at(-1) ?? 0) + Math.ceil(parameterSize(parameter) / alignment) * alignment);
  }
  return offsets;
};

/** What a session is planned from: `threads` and `precision` are resolved. */
export interface PlanOptions extends SessionOptions, Omit<OperationPlanOptions, 'imagesPerPass'> {
  readonly threads: number;
  readonly precision: 'f32' | 'bf16';
}

/** Makes the plan of a session. */
export const planSession = (options: PlanOptions): Plan => {
  const { optimizer, purpose = 'training' } = options;
  const { count: passes, imagesPerPass, statisticsGroup } = passesOf(options);
  checkProgram(options.program, options.precision);
  const program = binaryAdditions(options.program);
  const offsets = parameterOffsets(program);
  const offset = (id: number): number => offsets[id] ?? Number.NaN;
  const operations = planOperations(program, { ...options, imagesPerPass });
  return {
    precision: options.precision,
    threads: options.threads,
    inference: purpose === 'inference',
    batch: imagesPerPass,
    passes,
    statisticsGroup,
    classes: program.classes,
    parameterCount: offsets.at(-1) ?? 0,
    logits: program.logits,
    momentum: optimizer.momentum,
    weightDecay: optimizer.weightDecay,
    nesterov: optimizer.nesterov,
    rateInside: optimizer.momentumForm === 'rate-inside',
    values: program.values,
    operations: operations.map(({ operation, passes }) => ({ ...argumentsOf(operation, program, offset), passes })),
    segments: program.parameters.flatMap((parameter, id) =>
      isTrainable(parameter)
        ? [
            {
              begin: offset(id),
              size: parameterSize(parameter),
              decays: decays(parameter, optimizer),
            },
          ]
        : [],
    ),
  };
};

/**
 * The addon keeps what global average poolings and fully connected layers write in float32, and logits. Only a fully
 * connected layer reads what is pooled; what it writes, and all logits, are of other values in bf16. Throws a `RangeError` for
 * any other program.
 */
export const checkProgram = ({ operations, logits }: Program, precision: Precision): void => {
  const writtenBy = (kind: string): ReadonlySet<ValueId> =>
    new Set(operations.filter((operation) => operation.kind === kind).map(({ dst }) => dst));
  const [pooled, classified] = [writtenBy('global-average-pooling'), writtenBy('fully-connected')];
  const elsewhere = operations.find((operation) =>
    sourcesOf(operation).some((source) => pooled.has(source) !== (operation.kind === 'fully-connected')),
  );
  if (elsewhere !== undefined) {
    throw new RangeError(
      `engine onednn needs a fully connected layer after each global average pooling and nowhere else, found ${elsewhere.path}: engine tfjs computes it`,
    );
  }
  if (precision !== 'bf16') return;
  const after = operations.find((operation) => sourcesOf(operation).some((source) => classified.has(source)));
  if (after !== undefined) {
    throw new RangeError(
      `engine onednn needs a fully connected layer to be the last one in bf16, found ${after.path} after it: train in f32`,
    );
  }
  if (!pooled.has(logits) && !classified.has(logits)) {
    throw new RangeError(
      'engine onednn needs logits from a fully connected layer or a global average pooling in bf16, found those of another layer: train in f32',
    );
  }
};

const argumentsOf = (
  operation: FusedOperation,
  program: Program,
  offset: (id: number) => number,
): OperationArguments => {
  switch (operation.kind) {
    case 'convolution':
      return { ...operation, weights: offset(operation.weights) };
    case 'fully-connected':
      return { ...operation, weights: offset(operation.weights), bias: offset(operation.bias) };
    case 'pointwise': {
      const { normalization, ...rest } = operation;
      if (!normalization) return rest;
      const { scale, shift, runningMean, runningVariance, epsilon } = normalization;
      return {
        ...rest,
        normalization: {
          scale: offset(scale),
          shift: offset(shift),
          runningMean: offset(runningMean),
          runningVariance: offset(runningVariance),
          epsilon,
        },
      };
    }
    case 'padded-identity':
      return {
        kind: operation.kind,
        src: operation.src,
        dst: operation.dst,
        stride: operation.stride,
        averaged: operation.subsampling === 'average-pooling',
        channelOffset: operation.placement === 'split' ? zeroChannelsBefore(program, operation.src, operation.dst) : 0,
      };
    case 'max-pooling':
    case 'global-average-pooling':
      return { ...operation };
    default:
      return operation satisfies never;
  }
};

const zeroChannelsBefore = ({ values }: Program, src: ValueId, dst: ValueId): number =>
  Math.floor(((values[dst]?.channels ?? 0) - (values[src]?.channels ?? 0)) / 2);
