import type { ValueId } from '@resnet/engine';
import type { FusedOperation } from './fuse.js';
import { sourcesOf } from './fused-graph.js';

/**
 * The same operations, the shortcut of every addition before the branch that it is added to: so that whoever computes
 * the last value of that branch may add the shortcut in passing. Operations that nothing reads stay at the end.
 */
export const addendsFirst = (operations: readonly FusedOperation[], logits: ValueId): readonly FusedOperation[] => {
  const producers = new Map(operations.map((operation) => [operation.dst, operation]));
  const ordered = new Set<FusedOperation>();
  // What is still to be ordered, the next one last: an operation stays until all it reads has been.
  const pending = [logits];
  for (let value = pending.at(-1); value !== undefined; value = pending.at(-1)) {
    const operation = producers.get(value);
    const missing = operation && sourcesOf(operation).find((source) => isMissing(source));
    if (missing !== undefined) {
      pending.push(missing);
      continue;
    }
    if (operation) ordered.add(operation);
    pending.pop();
  }
  return [...ordered, ...operations.filter((operation) => !ordered.has(operation))];

  function isMissing(source: ValueId): boolean {
    const operation = producers.get(source);
    return operation !== undefined && !ordered.has(operation);
  }
};
