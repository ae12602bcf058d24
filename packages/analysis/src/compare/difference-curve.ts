import type { Run } from '@resnet/run-log';
import type { ErrorKind } from '../runs/index.js';
import { meanErrors } from '../statistics/index.js';
import type { CurvePoint } from './comparison.js';

/** Left minus right, in percentage points, at each iteration that all runs logged: of the means over each side's runs. */
export const differenceCurve = (
  left: readonly Run[],
  right: readonly Run[],
  kind: ErrorKind,
): readonly CurvePoint[] => {
  const ofRight = meanErrors(right, kind);
  return [...meanErrors(left, kind)].flatMap(([iteration, error]) => {
    const other = ofRight.get(iteration);
    // A ten-thousandth of a percent is what the logs hold.
    return other === undefined ? [] : [{ iteration, difference: Number((error - other).toFixed(4)) }];
  });
};
