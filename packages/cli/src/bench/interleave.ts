import { setTimeout as pause } from 'node:timers/promises';
import type { Side } from './side.js';
import { median } from './statistics.js';

export interface InterleaveOptions {
  readonly sides: readonly Side[];
  readonly rounds: number;
  /** The most iterations a side runs in a turn. */
  readonly iterations: number;
  readonly onTurn: (turn: { readonly round: number; readonly side: Side }) => void;
}

/** Seconds per iteration, by side, one number a round: the median of the turn. */
export type RoundTimes = ReadonlyMap<Side, readonly number[]>;

/** A turn takes about this long where one iteration is shorter. */
const turnSeconds = 1;
/** A side with longer iterations is hopeless: it takes part in the first rounds only. */
const slowSeconds = 5;
const slowRounds = 3;
const warmUpIterations = 3;
/** Between turns, so that idle threads of one side do not spin into the other's time. */
const pauseMilliseconds = 20;

/** Lets every side warm up and then run in turn, round by round, so that all see the same machine. */
export const interleave = async ({ sides, rounds, iterations, onTurn }: InterleaveOptions): Promise<RoundTimes> => {
  const plans: { side: Side; rounds: number; iterations: number; times: number[] }[] = [];
  for (const side of sides) {
    onTurn({ round: 0, side });
    const seconds = await warmUp(side);
    const fitting = Math.min(iterations, Math.max(1, Math.round(turnSeconds / seconds)));
    const joined = seconds > slowSeconds ? Math.min(rounds, slowRounds) : rounds;
    plans.push({ side, rounds: joined, iterations: fitting, times: [] });
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { side, iterations, times } of plans.filter((plan) => round <= plan.rounds)) {
      onTurn({ round, side });
      times.push(median(await side.measure(iterations)));
      await pause(pauseMilliseconds);
    }
  }
  return new Map(plans.map(({ side, times }) => [side, times]));
};

/** Resolves to the seconds an iteration takes once caches are warm; one iteration is enough for a slow side. */
const warmUp = async (side: Side): Promise<number> => {
  const [first] = await side.measure(1);
  if (first === undefined || first > slowSeconds) return first ?? 0;
  return Math.min(...(await side.measure(warmUpIterations)));
};
