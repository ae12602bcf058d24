import type { AddOperation, Operation, Program } from '@resnet/engine';
import type { Shape } from '@resnet/models';

/** The same program with every addition of more than two values as a chain of additions of two, in new values. */
export const binaryAdditions = (program: Program): Program => {
  const values: Shape[] = [...program.values];
  const split = (add: AddOperation): AddOperation[] => {
    const [first, second, ...others] = add.sources;
    const shape = values[add.dst];
    if (first === undefined || second === undefined || shape === undefined || others.length === 0) return [add];
    const sum = values.push(shape) - 1;
    return [{ ...add, sources: [first, second], dst: sum }, ...split({ ...add, sources: [sum, ...others] })];
  };
  const operations = program.operations.flatMap((operation): Operation[] =>
    operation.kind === 'add' ? split(operation) : [operation],
  );
  return { ...program, values, operations };
};
