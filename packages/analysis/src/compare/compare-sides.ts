import type { Run } from '@resnet/run-log';
import { countedRuns, measureNames, measures, topsOf } from '../runs/index.js';
import { differenceSentence, errorDifference } from '../statistics/index.js';
import { comparedSide, type ComparedSide } from './compared-side.js';
import type { Comparison, MeasureDifference, SideDifference } from './comparison.js';
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
  const [pairedLeft, pairedRight] = [left, right].map((runs) => paired(runs, pairs)) as [
    readonly Run[],
    readonly Run[],
  ];
  return {
    ...sides,
    pairs,
    differences: differencesOf(left, right, sides),
    curve: differenceCurve(pairedLeft, pairedRight, 'test'),
    trainingCurve: differenceCurve(pairedLeft, pairedRight, 'training'),
    recipe: chosen[lines](recipeLines(left, right)),
    machine: chosen[lines](machineLines(left, right)),
  };
};

/** The runs of the seeds that both sides have; all of them where there are none. */
const paired = (runs: readonly Run[], seeds: readonly number[]): readonly Run[] =>
  seeds.length === 0 ? runs : runs.filter(({ record }) => seeds.includes(record.seed));

const differencesOf = (
  left: readonly Run[],
  right: readonly Run[],
  sides: { readonly left: ComparedSide; readonly right: ComparedSide },
): readonly MeasureDifference[] =>
  measures.flatMap((measure) =>
    topsOf([...left, ...right]).flatMap((top) => {
      const difference = errorDifference(left, right, measure, top);
      if (difference === null) return [];
      const name = top === 'top-1' ? measureNames[measure] : `top-5 ${measureNames[measure]}`;
      const names = { left: sides.left.label, right: sides.right.label };
      return [{ measure, top, name, difference, sentence: differenceSentence(difference, { ...names, error: name }) }];
    }),
  );
