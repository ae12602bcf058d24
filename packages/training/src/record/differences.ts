/** Where two JSON values differ, as sentences: `recipe.nesterov: false there, true now`. */
export const differences = (there: unknown, now: unknown, path = ''): string[] => {
  if (isObject(there) && isObject(now)) {
    const keys = new Set([...Object.keys(there), ...Object.keys(now)]);
    return [...keys].flatMap((key) => differences(there[key], now[key], path === '' ? key : `${path}.${key}`));
  }
  const [before, after] = [there, now].map((value) => JSON.stringify(value) as string | undefined);
  return before === after ? [] : [`${path}: ${before ?? 'nothing'} there, ${after ?? 'nothing'} now`];
};

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
