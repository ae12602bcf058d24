/** The name among `names` nearest to what was typed, or `undefined` where none is near enough to have been meant. */
export const nearestName = (typed: string, names: readonly string[]): string | undefined => {
  const [nearest] = names
    .map((name) => ({ name, distance: editDistance(typed, name) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.max(2, typed.length * 0.4) ? nearest.name : undefined;
};

/** `unknown budget pocket: expected short, quick or smoke`, with the nearest name where there is one. */
export const unknownName = (what: string, typed: string, names: readonly string[]): string => {
  const nearest = nearestName(typed, names);
  const hint = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
  return `unknown ${what} ${typed}: expected ${listNames(names)}${hint}`;
};

/** `a, b or c`. */
export const listNames = (names: readonly string[], conjunction: 'or' | 'and' = 'or'): string =>
  new Intl.ListFormat('en-GB', { type: conjunction === 'or' ? 'disjunction' : 'conjunction' }).format(names);

/** Levenshtein's: insertions, deletions and replacements. */
const editDistance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const letter of from) {
    row = row.reduce<number[]>((next, above, column) => {
      if (column === 0) return [above + 1];
      const replaced = (row[column - 1] ?? 0) + (to[column - 1] === letter ? 0 : 1);
      return [...next, Math.min(above + 1, (next[column - 1] ?? 0) + 1, replaced)];
    }, []);
  }
  return row.at(-1) ?? 0;
};
