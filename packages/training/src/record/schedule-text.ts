import type { Schedule } from '../recipe/index.js';

/** How the rate of a schedule drops, in a few words. */
export const dropsText = (schedule: Schedule): string => {
  switch (schedule.kind) {
    case 'drops':
      return schedule.drops.map(({ at, factor }) => `times ${factor} at ${count(at)}`).join(', ') || 'none';
    case 'plateau': {
      const { factor, error, threshold, patience, leastRate } = schedule;
      const which =
        error.kind === 'training' ? `the training error over ${count(error.window)} iterations` : 'the evaluated error';
      return `times ${factor} when ${which} has not fallen by ${threshold}% for ${count(patience)} iterations, to ${leastRate} at least`;
    }
    default:
      throw new TypeError(`unknown schedule ${JSON.stringify(schedule satisfies never)}`);
  }
};

/** How a schedule starts, in a few words. */
export const warmUpText = ({ warmUp }: Schedule): string =>
  warmUp === null ? 'no' : `${warmUp.rate} until the training error is below ${warmUp.untilError}%`;

/** A whole number with its thousands apart. */
export const count = (value: number): string => value.toLocaleString('en-US');
