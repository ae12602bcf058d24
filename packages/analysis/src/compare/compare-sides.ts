import type { Run } from '@resnet/run-log';
import { countedRuns, type ErrorKind, measureNames, measures, topsOf } from '../runs/index.js';
import { compareErrors, differenceSentence } from '../statistics/index.js';
import { comparedSide } from './compared-side.js';
import type { Comparison, CurvePoint, MeasureDifference, SideDifference } from './comparison.js';
import { differenceCurve } from './difference-curve.js';
import { differing, machineLines, recipeLines } from './side-differences.js';

/** Which lines of recipes and machines a comparison has. */
export type ComparedLines = 'differing' | 'every';

const chosen: Readonly<Record<ComparedLines, (lines: readonly SideDifference[]) => readonly SideDifference[]>> = {
  differing,
  every: (lines) => lines,
};

/**
 * Two sides next to each other, each the runs of one member on one budget, or some of them. Throws a `RangeError` where a side
 * has none, or those of several members.
 */
export const compareSides = (
  leftRuns: readonly Run[],
  rightRuns: readonly Run[],
  { lines = 'differing' }: { readonly lines?: ComparedLines | undefined } = {},
): Comparison => {
  const [left, right] = [countedRuns(leftRuns), countedRuns(rightRuns)];
  const sides = { left: comparedSide(left), right: comparedSide(right) };
  const pairs = sides.left.seeds.filter((seed) => sides.right.seeds.includes(seed));
  return {
    ...sides,
    pairs,
    differences: differencesOf(left, right),
    curve: curveOf(left, right, { kind: 'test', pairs }),
    trainingCurve: curveOf(left, right, { kind: 'training', pairs }),
    recipe: chosen[lines](recipeLines(left, right)),
    machine: chosen[lines](machineLines(left, right)),
  };
};

/** Of the runs that the difference is made from; where a side has no error yet, of the pairs. */
const curveOf = (
  left: readonly Run[],
  right: readonly Run[],
  { kind, pairs }: { readonly kind: ErrorKind; readonly pairs: readonly number[] },
): readonly CurvePoint[] => {
  const compared = compareErrors(left, right, kind);
  return compared.left.length > 0 && compared.right.length > 0
    ? differenceCurve(compared.left, compared.right, kind)
    : differenceCurve(paired(left, pairs), paired(right, pairs), kind);
};

/** The runs of the seeds that both sides have; all of them where there are none. */
const paired = (runs: readonly Run[], seeds: readonly number[]): readonly Run[] =>
  seeds.length === 0 ? runs : runs.filter(({ record }) => seeds.includes(record.seed));

const differencesOf = (left: readonly Run[], right: readonly Run[]): readonly MeasureDifference[] =>
  measures.flatMap((measure) =>
    topsOf([...left, ...right]).flatMap((top) => {
      const { difference, ...compared } = compareErrors(left, right, measure, top);
      if (difference === null) return [];
      const name = top === 'top-1' ? measureNames[measure] : `top-5 ${measureNames[measure]}`;
      const sides = { left: comparedSide(compared.left), right: comparedSide(compared.right) };
      const names = { left: sides.left.label, right: sides.right.label, error: name };
      const seeds = { left: sides.left.seeds, right: sides.right.seeds };
      return [{ measure, top, name, seeds, difference, sentence: differenceSentence(difference, names) }];
    }),
  );
