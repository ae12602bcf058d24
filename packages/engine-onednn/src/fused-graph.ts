import type { BatchNormalizationOperation, ConvolutionOperation, ValueId } from '@resnet/engine';
import type { FusedOperation, PointwiseOperation } from './fuse.js';
import { readersOf } from './readers-of.js';

export type NormalizationPass = PointwiseOperation & { readonly normalization: BatchNormalizationOperation };

/** Who writes and who reads each value of fused operations. */
export interface FusedGraph {
  /** What writes a value; nothing writes the image. */
  readonly producer: (value: ValueId) => FusedOperation | undefined;
  /** What reads a value, in the order of operations; twice, what reads it twice. */
  readonly readers: (value: ValueId) => readonly FusedOperation[];
  /** The batch normalization whose output a convolution reads. */
  readonly normalizationBefore: (convolution: ConvolutionOperation) => NormalizationPass | undefined;
  /** The batch normalization that alone reads a convolution's output and can be computed together with it. */
  readonly normalizationAfter: (convolution: ConvolutionOperation) => NormalizationPass | undefined;
}

/** The values that an operation reads. */
export const sourcesOf = (operation: FusedOperation): readonly ValueId[] =>
  operation.kind === 'pointwise' && operation.addend !== undefined
    ? [operation.addend, operation.src]
    : [operation.src];

export const isNormalization = (operation: FusedOperation | undefined): operation is NormalizationPass =>
  operation?.kind === 'pointwise' && operation.normalization !== undefined;

/** The graph of operations that stand in the order in which they run. */
export const fusedGraph = (operations: readonly FusedOperation[]): FusedGraph => {
  const places = new Map(operations.map(({ dst }, place) => [dst, place]));
  const readers = readersOf(operations, sourcesOf);
  /** When a value is there; the image is from the start. */
  const place = (value: ValueId): number => places.get(value) ?? -1;
  const producer = (value: ValueId): FusedOperation | undefined => operations[place(value)];
  return {
    producer,
    readers: (value) => readers.get(value) ?? [],
    normalizationBefore: ({ src }) => {
      const before = producer(src);
      return isNormalization(before) ? before : undefined;
    },
    normalizationAfter: ({ dst }) => {
      const [reader, ...others] = readers.get(dst) ?? [];
      if (!isNormalization(reader) || reader.src !== dst || others.length > 0) return undefined;
      // What writes the addend must have done so when src is computed, and must not yet have changed its gradient when that
      // of src is.
      const isAddendThere = reader.addend === undefined || place(reader.addend) < place(dst);
      return isAddendThere ? reader : undefined;
    },
  };
};
