export interface MapInOrderOptions<T, U> {
  readonly items: Iterable<T> | AsyncIterable<T>;
  /** How many are worked on, or wait for those before them, at once. */
  readonly atOnce: number;
  readonly work: (item: T) => Promise<U>;
}

/**
 * Works on several items at once and yields what becomes of them in the order of the items; the first failure ends it,
 * once all that was begun has ended.
 */
export async function* mapInOrder<T, U>({ items, atOnce, work }: MapInOrderOptions<T, U>): AsyncGenerator<U> {
  const begun: Promise<U>[] = [];
  try {
    for await (const item of items) {
      const promise = work(item);
      // Its failure is heard of when its turn comes.
      promise.catch(() => undefined);
      begun.push(promise);
      const first = begun.length >= atOnce ? begun.shift() : undefined;
      if (first !== undefined) yield await first;
    }
    for (let next = begun.shift(); next !== undefined; next = begun.shift()) yield await next;
  } finally {
    await Promise.allSettled(begun);
  }
}
