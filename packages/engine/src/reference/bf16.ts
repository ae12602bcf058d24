import type { Operation, Program, ValueId } from '../program.js';

/**
 * Rounds to bfloat16, the upper half of a float32: to nearest, ties to even. So does a bf16 engine with what it keeps in
 * memory; what it computes in registers is not rounded.
 */
export const roundToBf16 = (numbers: Float64Array): void => {
  const floats = Float32Array.from(numbers);
  const bits = new Uint32Array(floats.buffer);
  bits.forEach((word, index) => {
    bits[index] = (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff0000;
  });
  numbers.set(floats);
};

/**
 * The values that a bf16 engine keeps as bf16. Batch normalization, addition and ReLU are one pass over memory, so what
 * passes from one to the next alone is not kept; from the global average pooling on, values are float32.
 */
export const valuesInBf16 = ({ operations }: Program): ReadonlySet<ValueId> => {
  const stored = operations.filter((operation) => {
    if (operation.kind === 'global-average-pooling' || operation.kind === 'fully-connected') return false;
    const readers = operations.filter((reader) => sourcesOf(reader).includes(operation.dst));
    const [reader] = readers;
    return reader === undefined || readers.length > 1 || !isFused(operation, reader, operations);
  });
  return new Set([0, ...stored.map(({ dst }) => dst)]);
};

const isFused = (operation: Operation, reader: Operation, operations: readonly Operation[]): boolean => {
  if (operation.kind === 'add') return reader.kind === 'relu';
  if (operation.kind !== 'batch-normalization') return false;
  if (reader.kind !== 'add') return reader.kind === 'relu';
  // Of an addition's normalized sources one is fused, the first; the other comes from memory.
  const fused = reader.sources.find((source) =>
    operations.some(
      ({ kind, dst }) =>
        kind === 'batch-normalization' &&
        dst === source &&
        operations.flatMap(sourcesOf).filter((read) => read === dst).length === 1,
    ),
  );
  return fused === operation.dst;
};

const sourcesOf = (operation: Operation): readonly ValueId[] =>
  operation.kind === 'add' ? operation.sources : [operation.src];
