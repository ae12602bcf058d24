import type { ValueId } from '@resnet/engine';

/** What reads each value, in the order of operations; twice, what reads it twice. */
export const readersOf = <Operation>(
  operations: readonly Operation[],
  sourcesOf: (operation: Operation) => readonly ValueId[],
): ReadonlyMap<ValueId, readonly Operation[]> => {
  const readers = new Map<ValueId, Operation[]>();
  for (const operation of operations) {
    for (const source of sourcesOf(operation)) {
      readers.set(source, [...(readers.get(source) ?? []), operation]);
    }
  }
  return readers;
};
