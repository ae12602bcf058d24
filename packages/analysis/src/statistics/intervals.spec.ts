import { describe, expect, it } from '@jest/globals';
import { meanInterval, standardErrors, welchInterval } from './mean-interval.js';
import { scoreInterval } from './score-interval.js';
import { seedsNeeded } from './seeds-needed.js';
import { independentDifference, pairedDifference } from './share-difference.js';

const rounded = ({ low, high }: { readonly low: number; readonly high: number }) =>
  [low, high].map((end) => Number(end.toFixed(4)));
const count = (errors: number, images: number) => ({ errors, images });

describe('the score interval of a share', () => {
  it.each([
    [81, 263, [0.2553, 0.3662]],
    [15, 148, [0.0624, 0.1605]],
    [0, 20, [0, 0.1611]],
    [1, 29, [0.0061, 0.1718]],
  ] as const)(
    'of %i in %i is that of Newcombe (1998, Statistics in Medicine 17, 857-872, table I)',
    (errors, n, ends) => {
      expect(rounded(scoreInterval(count(errors, n)))).toEqual(ends);
    },
  );

  it('refuses more errors than images', () => {
    expect(() => scoreInterval(count(3, 2))).toThrow(
      'expected errors from 0 to the images they are counted on, got 3 of 2',
    );
    expect(() => scoreInterval(count(0, 0))).toThrow('got 0 of 0');
  });
});

describe('the difference of two shares counted independently', () => {
  it.each([
    [count(56, 70), count(48, 80), [0.0524, 0.3339]],
    [count(9, 10), count(3, 10), [0.1705, 0.809]],
    [count(6, 7), count(2, 7), [0.0582, 0.8062]],
    [count(5, 56), count(0, 29), [-0.0381, 0.1926]],
    [count(0, 10), count(0, 20), [-0.1611, 0.2775]],
    [count(0, 10), count(0, 10), [-0.2775, 0.2775]],
    [count(10, 10), count(0, 20), [0.6791, 1]],
    [count(10, 10), count(0, 10), [0.6075, 1]],
  ] as const)('of %j and %j is that of Newcombe (1998, 873-890, table II, method 10)', (a, b, ends) => {
    expect(rounded(independentDifference(a, b))).toEqual(ends);
  });
});

describe('the difference of two shares counted on the same images', () => {
  const outcomes = ([bothWrong = 0, onlyFirstWrong = 0, onlySecondWrong = 0, bothRight = 0]: readonly number[]) =>
    pairedDifference({ bothWrong, onlyFirstWrong, onlySecondWrong, bothRight });

  it('is that of Newcombe (1998, 2635-2650, method 10)', () => {
    expect(rounded(outcomes([36, 12, 2, 0]))).toEqual([0.0569, 0.3404]);
  });

  it('is narrower the more the two agree, and that of independent counts where they do not', () => {
    const apart = independentDifference(count(300, 1000), count(250, 1000));
    expect(rounded(outcomes([75, 225, 175, 525]))).toEqual(rounded(apart));
    const { low, high } = outcomes([240, 60, 10, 690]);
    expect(high - low).toBeLessThan((apart.high - apart.low) / 2);
  });

  it('is that of independent counts where no image is wrong', () => {
    expect(rounded(outcomes([0, 0, 0, 10]))).toEqual(rounded(independentDifference(count(0, 10), count(0, 10))));
  });
});

describe('the interval of a mean', () => {
  // Student (1908): hours of sleep that two drugs gave ten patients; the intervals are those of R's t.test.
  const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  it('of pairs is that of Student', () => {
    expect(rounded(meanInterval(first.map((hours, at) => hours - (second[at] ?? 0))))).toEqual([-2.4599, -0.7001]);
  });

  it('of two means is that of Welch', () => {
    expect(rounded(welchInterval(first, second))).toEqual([-3.3655, 0.2055]);
  });
  it('of values that do not spread is a point, which no claim is judged by', () => {
    expect(meanInterval([2, 2])).toEqual({ low: 2, high: 2 });
    expect(welchInterval([2, 2], [1, 1])).toEqual({ low: 1, high: 1 });
  });

  it('of two values has the 12.71 standard errors of one degree of freedom', () => {
    expect(standardErrors(1)).toBeCloseTo(12.7062, 4);
    expect(rounded(meanInterval([1, 2]))).toEqual([-4.8531, 7.8531]);
  });
});

describe('the seeds needed', () => {
  it('are the fewest that resolve the distance four times in five', () => {
    // With 9 pairs (2.306 + 0.889) / sqrt(9) = 1.06 deviations, with 10 pairs (2.262 + 0.883) / sqrt(10) = 0.99.
    expect(seedsNeeded({ deviation: 1, distance: 1 })).toBe(10);
    expect(seedsNeeded({ deviation: 0.1, distance: 5 })).toBe(2);
  });

  it('are not known beyond a thousand', () => {
    expect(seedsNeeded({ deviation: 1, distance: 0.05 })).toBeNull();
    expect(seedsNeeded({ deviation: 1, distance: 0 })).toBeNull();
  });
});
