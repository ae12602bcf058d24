import {
  sourcesOf,
  type AddOperation,
  type BatchNormalizationOperation,
  type Operation,
  type Program,
  type ReluOperation,
  type ValueId,
} from '@resnet/engine';
import { readersOf } from './readers-of.js';

/** dst = relu?(batch normalization?(src) + addend?): what the addon does in one pass over memory. */
export interface PointwiseOperation {
  readonly kind: 'pointwise';
  /** Of the first of the operations that it merges. */
  readonly path: string;
  readonly src: ValueId;
  readonly dst: ValueId;
  readonly normalization?: BatchNormalizationOperation;
  readonly addend?: ValueId;
  readonly relu: boolean;
}

export type FusedOperation =
  Exclude<Operation, BatchNormalizationOperation | ReluOperation | AddOperation> | PointwiseOperation;

type Fusible = BatchNormalizationOperation | AddOperation;

/**
 * Merges each batch normalization with the addition and the ReLU that alone read its result. A merged operation stands
 * where its last part stood, so that the other source of an addition is there. Additions must be of two values. Without
 * `merging` every operation stays a pass of its own.
 */
export const fuse = (
  { operations, logits }: Program,
  { merging }: { readonly merging: boolean },
): readonly FusedOperation[] => {
  const producers = new Map<ValueId, Operation>(operations.map((operation) => [operation.dst, operation]));
  const readers = readersOf(operations, sourcesOf);

  /** The operation that alone reads what `operation` writes. */
  const onlyReader = (operation: Operation): Operation | undefined => {
    const all = readers.get(operation.dst) ?? [];
    return merging && all.length === 1 && operation.dst !== logits ? all[0] : undefined;
  };
  const mergedNormalization = (add: AddOperation): BatchNormalizationOperation | undefined =>
    add.sources
      .map((source) => producers.get(source))
      .find((producer) => producer?.kind === 'batch-normalization' && onlyReader(producer) === add) as
      BatchNormalizationOperation | undefined;
  const isMerged = (operation: Operation): boolean => {
    const reader = onlyReader(operation);
    if (operation.kind === 'batch-normalization') {
      return reader?.kind === 'relu' || (reader?.kind === 'add' && mergedNormalization(reader) === operation);
    }
    return operation.kind === 'add' && reader?.kind === 'relu';
  };

  const withoutRelu = (operation: Fusible, dst: ValueId): PointwiseOperation => {
    if (operation.kind === 'batch-normalization') {
      const { path, src } = operation;
      return { kind: 'pointwise', path, src, dst, normalization: operation, relu: false };
    }
    const normalization = mergedNormalization(operation);
    const [first, second] = twoSources(operation, normalization?.dst);
    const sum = { kind: 'pointwise', dst, addend: second, relu: false } as const;
    if (!normalization) return { ...sum, path: operation.path, src: first };
    return { ...sum, path: normalization.path, src: normalization.src, normalization };
  };

  return operations.flatMap((operation): FusedOperation[] => {
    if (isMerged(operation)) return [];
    switch (operation.kind) {
      case 'batch-normalization':
      case 'add':
        return [withoutRelu(operation, operation.dst)];
      case 'relu': {
        const before = producers.get(operation.src);
        if (before && isFusible(before) && isMerged(before)) {
          return [{ ...withoutRelu(before, operation.dst), relu: true }];
        }
        return [{ ...operation, kind: 'pointwise', relu: true }];
      }
      default:
        return [operation];
    }
  });
};

const isFusible = (operation: Operation): operation is Fusible =>
  operation.kind === 'batch-normalization' || operation.kind === 'add';

/** The sources of an addition, `first` (where given) in front. */
const twoSources = ({ path, sources }: AddOperation, first = sources[0]): readonly [ValueId, ValueId] => {
  const at = sources.findIndex((source) => source === first);
  const second = sources.find((_, index) => index !== at);
  if (sources.length !== 2 || first === undefined || second === undefined) {
    throw new RangeError(`${path} must add two values, got ${sources.length}`);
  }
  return [first, second];
};
