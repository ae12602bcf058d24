import type { Program } from '@resnet/engine';
import { addendsFirst } from './addends-first.js';
import { fuse, type FusedOperation } from './fuse.js';
import {
  noOwnKernels,
  ownKernels,
  type ConvolutionShape,
  type InstructionSet,
  type OwnKernels,
} from './own-kernels.js';
import type { Trust } from './onednn-trust.js';
import { planPasses, type OperationPasses } from './pass-plan.js';

/** A fused operation and the passes that compute it. */
export interface OperationPlan {
  readonly operation: FusedOperation;
  readonly passes: OperationPasses;
}

export interface OperationPlanOptions {
  readonly precision: 'f32' | 'bf16';
  /** What our own kernels run on. */
  readonly isa: InstructionSet;
  /**
   * Whether operations are fused, and our own kernels compute what they are the faster ones for; else oneDNN does, one
   * by one.
   */
  readonly optimized: boolean;
  readonly imagesPerPass: number;
  readonly threads: number;
  /** What oneDNN may compute. */
  readonly trust: (shape: ConvolutionShape) => Trust;
}

/** The operations of a program whose additions are of two values, in the order in which they run. */
export const planOperations = (program: Program, options: OperationPlanOptions): readonly OperationPlan[] => {
  const { optimized, trust } = options;
  const operations = addendsFirst(fuse(program, { merging: optimized }), program.logits);
  const passes = planPasses({ operations, shapes: program.values, kernels: kernelsFor(options), trust });
  return operations.map((operation, i) => ({ operation, passes: passes[i] ?? { kind: 'whole' } }));
};

/**
 * Threads share our own kernels' work out by image, that of oneDNN by row too. A thread of ours is 1.3 to 2.5
 * times as fast, measured with one image in inference on an EPYC (docs/performance.md).
 */
const mostThreadsPerImage = 2;

const kernelsFor = ({ precision, isa, optimized, imagesPerPass, threads }: OperationPlanOptions): OwnKernels =>
  optimized && threads <= mostThreadsPerImage * imagesPerPass ? ownKernels[isa][precision] : noOwnKernels;
