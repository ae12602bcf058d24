/**
 * The protocol of a name among those that a network can be evaluated by; throws a `RangeError` where it has none of
 * that name.
 */
export const protocolNamed = <Protocol extends { readonly name: string }>(
  protocols: readonly Protocol[],
  name: string,
): Protocol => {
  const found = protocols.find((protocol) => protocol.name === name);
  if (found !== undefined) return found;
  throw new RangeError(`expected protocol ${protocols.map((protocol) => protocol.name).join(', ')}, got ${name}`);
};
