import type { Program } from '@resnet/engine';
import { binaryAdditions } from './binary-additions.js';
import type { FusedOperation } from './fuse.js';
import { onednnTrust } from './onednn-trust.js';
import type { InPassing, Maker, OperationPasses } from './pass-plan.js';
import { planOperations, type OperationPlanOptions } from './plan-operations.js';

/** An operation, and what computes it. */
export interface PassesDescription {
  /** Of the first of the program's operations that are merged in it. */
  readonly path: string;
  readonly operation: string;
  readonly passes: OperationPasses;
}

/** Where not given, as many images as threads. */
type DescribedPlan = Pick<OperationPlanOptions, 'isa' | 'precision'> &
  Partial<Pick<OperationPlanOptions, 'imagesPerPass' | 'threads'>>;

/**
 * What the engine does with a program; needs neither addon nor processor. The version of oneDNN is the newest one tried.
 */
export const describePasses = (program: Program, options: DescribedPlan): readonly PassesDescription[] =>
  planOperations(binaryAdditions(program), {
    imagesPerPass: 1,
    threads: 1,
    ...options,
    optimized: true,
    trust: onednnTrust('3.12.1'),
  }).map(({ operation, passes }) => ({ path: operation.path, operation: nameOf(operation), passes }));

const nameOf = (operation: FusedOperation): string => {
  if (operation.kind !== 'pointwise') return operation.kind;
  const { normalization, addend, relu } = operation;
  const parts = [normalization && 'batch-normalization', addend !== undefined && 'add', relu && 'relu'];
  return parts.filter(Boolean).join(' + ');
};

/** The passes of an operation in a few words each. */
export interface PassesInWords {
  readonly training: string;
  readonly inference: string;
  readonly backward: string;
}

/** Where nothing is left to do. */
const nothing = '-';

/**
 * Who computes each pass and, in brackets, what it does in passing for the normalizations around it: `legend` explains
 * the words.
 */
export const passesInWords = (passes: OperationPasses): PassesInWords => {
  switch (passes.kind) {
    case 'convolution': {
      const { by, training, inference } = passes.forward;
      const backward = passes.backward.map((pass) => `${words[pass.computes]} ${made(pass.by, pass.inPassing)}`);
      return { training: made(by, training), inference: made(by, inference), backward: backward.join('; ') };
    }
    case 'pointwise':
      return {
        training: inWords(passes.training),
        inference: inWords(passes.inference),
        backward: inWords(passes.backward),
      };
    case 'whole':
      return { training: 'output', inference: 'output', backward: 'gradient' };
    default:
      return passes satisfies never;
  }
};

const words = {
  'weight-gradient': 'weights:',
  'data-gradient': 'data:',
  'both-gradients': 'both:',
  'make-src': 'input',
  'take-statistics': 'statistics',
  'normalize-dst': 'normalization',
  'make-dst-gradient': 'gradient',
  'mask-src-gradient': 'mask',
  statistics: 'statistics',
  dst: 'output',
  mask: 'mask',
  'src-gradient': 'gradient',
} as const;

/** What the words of `passesInWords` mean, a sentence each. */
export const legend: readonly string[] = [
  'own, onednn, plain: who computes a pass; plain loops where oneDNN is known to be wrong. In brackets: what it does in passing for the normalizations on either side.',
  'own: in passes of at least half as many images as threads; in smaller ones onednn or plain takes its place.',
  'input: makes what it reads, which the normalization before leaves unwritten.',
  'statistics: takes the batch statistics. normalization: writes the output of the normalization after instead of its own.',
  'gradient: makes the gradient of its output, which the normalization after leaves unwritten.',
  'mask: masks the gradient of its input, and takes the sums, for the normalization before.',
  `${nothing}: nothing is left for this operation to do.`,
];

const inWords = (work: readonly (keyof typeof words)[]): string =>
  work.map((part) => words[part]).join(', ') || nothing;

const made = (by: Maker, inPassing: readonly InPassing[]): string =>
  inPassing.length === 0 ? by : `${by} (${inWords(inPassing)})`;
