import type { Program } from '@resnet/engine';
import { addendsFirst } from './addends-first.js';
import { fuse, type FusedOperation } from './fuse.js';
import { noOwnKernels, ownKernels, type ConvolutionShape, type InstructionSet } from './own-kernels.js';
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
  /** What oneDNN may compute. */
  readonly trust: (shape: ConvolutionShape) => Trust;
}

/** The operations of a program whose additions are of two values, in the order in which they run. */
export const planOperations = (
  program: Program,
  { precision, isa, optimized, trust }: OperationPlanOptions,
): readonly OperationPlan[] => {
  const operations = addendsFirst(fuse(program, { merging: optimized }), program.logits);
  const kernels = optimized ? ownKernels[isa][precision] : noOwnKernels;
  const passes = planPasses({ operations, shapes: program.values, kernels, trust });
  return operations.map((operation, i) => ({ operation, passes: passes[i] ?? { kind: 'whole' } }));
};
