import { meanError, type RunError } from './run-errors.js';

/** What is compared: runs with the values they ended with. */
export interface Sides {
  readonly left: readonly RunError[];
  readonly right: readonly RunError[];
  /** How many runs of each are pairs, in one order; 0 where means are compared. */
  readonly pairs: number;
}

/** The values of one side. */
export const valuesOf = (errors: readonly RunError[]): readonly number[] => errors.map(({ error }) => error);

/** The mean of each side, and how they differ. */
export const meansOf = (sides: Sides): Readonly<Record<'value' | 'left' | 'right', number>> => {
  const [left, right] = [meanError(sides.left), meanError(sides.right)];
  return { value: left - right, left, right };
};

/** Errors are logged in ten-thousandths of a percent: what differs by less is rounding, and no spread. */
export const spread = (values: readonly number[]): boolean =>
  values.length > 1 && Math.max(...values) - Math.min(...values) > 1e-6;
