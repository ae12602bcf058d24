/** The element of a list that a program guarantees to exist. */
export const lookUp = <Item>(list: readonly Item[], id: number): Item => {
  const item = list[id];
  if (item === undefined) throw new RangeError(`a program refers to number ${id} of ${list.length}`);
  return item;
};
