import { describe, expect, it } from '@jest/globals';
import { interleave } from './interleave.js';
import type { Side } from './side.js';

const side = (name: string, seconds: number): Side & { readonly turns: number[] } => {
  const turns: number[] = [];
  return {
    name,
    kind: 'engine',
    precision: 'f32',
    turns,
    measure: (iterations) => {
      turns.push(iterations);
      return Promise.resolve(Array.from({ length: iterations }, () => seconds));
    },
    close: () => undefined,
  };
};

const run = (sides: readonly Side[], rounds: number) => {
  const order: string[] = [];
  const onTurn = ({ round, side: { name } }: { round: number; side: Side }) => order.push(`${round} ${name}`);
  return { order, times: interleave({ sides, rounds, iterations: 10, onTurn }) };
};

describe('interleave', () => {
  it('lets the sides take turns after a warm-up that does not count', async () => {
    const [a, b] = [side('a', 0.2), side('b', 0.5)];
    const { order, times } = run([a, b], 2);
    expect([...(await times).values()]).toEqual([
      [0.2, 0.2],
      [0.5, 0.5],
    ]);
    expect(order).toEqual(['0 a', '0 b', '1 a', '1 b', '2 a', '2 b']);
  });

  it('fills about a second a turn, with no more iterations than asked for', async () => {
    const [quick, middling] = [side('quick', 0.001), side('middling', 0.25)];
    await run([quick, middling], 1).times;
    expect(quick.turns.at(-1)).toBe(10);
    expect(middling.turns.at(-1)).toBe(4);
  });

  it('spares the rounds of a side that takes many seconds an iteration', async () => {
    const [quick, slow] = [side('quick', 0.1), side('slow', 16)];
    const times = await run([quick, slow], 5).times;
    expect(times.get(quick)).toHaveLength(5);
    expect(times.get(slow)).toHaveLength(3);
    expect(slow.turns).toEqual([1, 1, 1, 1]);
  });
});
