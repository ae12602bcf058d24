import { sourcesOf, type Operation, type Program, type ValueId } from '../program.js';

/** Rounds to bfloat16, the upper half of a float32: to the nearest, ties to even. */
export const roundToBf16 = (numbers: Float64Array): void => {
  const floats = Float32Array.from(numbers);
  const bits = new Uint32Array(floats.buffer);
  bits.forEach((word, index) => {
    bits[index] = (word + 0x7fff + ((word >>> 16) & 1)) & 0xffff0000;
  });
  numbers.set(floats);
};

/**
 * The values that a bf16 engine keeps in memory, as bf16. Batch normalization, addition and ReLU are one pass over memory,
 * so what passes from one to the next alone is never kept; from the global average pooling on, values are float32.
 */
export const valuesInBf16 = ({ operations }: Program): ReadonlySet<ValueId> => {
  const reads = operations.flatMap(sourcesOf);
  const readOnce = new Set(reads.filter((value) => reads.indexOf(value) === reads.lastIndexOf(value)));
  const kinds = new Map(operations.map(({ dst, kind }) => [dst, kind]));
  const passedOn = new Set(
    operations.flatMap((operation) => {
      const fusible = fusibleKinds(operation);
      // Of an addition's normalized sources the first is fused; another comes from memory.
      return sourcesOf(operation)
        .filter((source) => readOnce.has(source) && fusible.includes(kinds.get(source)))
        .slice(0, 1);
    }),
  );
  const kept = operations.filter(({ kind, dst }) => !inFloat32.includes(kind) && !passedOn.has(dst));
  return new Set([0, ...kept.map(({ dst }) => dst)]);
};

const inFloat32: readonly Operation['kind'][] = ['global-average-pooling', 'fully-connected'];

/** What an operation can be one pass with. */
const fusibleKinds = ({ kind }: Operation): readonly (Operation['kind'] | undefined)[] => {
  if (kind === 'add') return ['batch-normalization'];
  return kind === 'relu' ? ['batch-normalization', 'add'] : [];
};
