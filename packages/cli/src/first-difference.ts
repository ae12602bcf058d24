/** The first of some differences, and how many more there are. */
export const firstDifference = ([first = '', ...more]: readonly string[]): string =>
  more.length === 0 ? first : `${first}; and ${more.length} more`;
