/** Seconds that each of so many iterations took, one after the other. */
export const timed = async (count: number, iterate: () => Promise<unknown>): Promise<number[]> => {
  const seconds: number[] = [];
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    await iterate();
    seconds.push((performance.now() - start) / 1e3);
  }
  return seconds;
};
