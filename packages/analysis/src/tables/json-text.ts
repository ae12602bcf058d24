/** A value as the text of a .json file: indented, numbers to six decimals, so that it does not change with the last bits. */
export const jsonText = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'number' ? Number(each.toFixed(6)) : each), 2) + '\n';
