import { type Sides, spread, valuesOf } from './sides.js';

/** So many pairs are enough, whatever runs are left out: of two, Student's interval is wider than that of all runs. */
const pairsEnough = 3;

/**
 * The runs of the seeds that both have. All, where those are none; and where the sides have not the same seeds and share
 * fewer than `pairsEnough`, while each shows a spread between seeds.
 */
export const comparedSides = (all: Sides): Sides => {
  const { left, right } = all;
  const pairs = left.flatMap((one) => {
    const other = right.find(({ run }) => run.record.seed === one.run.record.seed);
    return other === undefined ? [] : [[one, other] as const];
  });
  const few = pairs.length < Math.min(pairsEnough, Math.max(left.length, right.length));
  const spreads = [left, right].every((side) => spread(valuesOf(side)));
  if (pairs.length === 0 || (few && spreads)) return all;
  return { left: pairs.map(([one]) => one), right: pairs.map(([, other]) => other), pairs: pairs.length };
};
