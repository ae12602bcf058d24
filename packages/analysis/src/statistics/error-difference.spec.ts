import { describe, expect, it } from '@jest/globals';
import { createRandom } from '@resnet/random';
import { syntheticRun } from '../synthetic-run.js';
import { sourceText } from './difference-text.js';
import { compareErrors, differenceFrom } from './error-difference.js';
import { independentDifference, pairedDifference } from './share-difference.js';

const errorDifference = (...sides: Parameters<typeof compareErrors>) => compareErrors(...sides).difference;

const runs = (network: string, testErrors: Readonly<Record<number, number>>) =>
  Object.entries(testErrors).map(([seed, testError]) =>
    syntheticRun({ network, budget: 'glance', seed: Number(seed), testError }),
  );

describe('the difference of two sides', () => {
  it('with one seed has the interval of the images, as if each side had seen its own', () => {
    const difference = errorDifference(runs('plain-20', { 1: 10 }), runs('resnet-20', { 1: 9 }), 'test');
    const { low, high } = independentDifference({ errors: 1000, images: 10_000 }, { errors: 900, images: 10_000 });
    expect(difference).toMatchObject({
      left: 10,
      right: 9,
      value: 1,
      unit: 'percentage points',
      from: 'images',
      pairs: 1,
    });
    expect([difference!.low, difference!.high]).toEqual([100 * low, 100 * high]);
    expect(difference).not.toHaveProperty('deviation');
  });

  it('with one seed pairs the test images where both runs recorded which they got wrong', () => {
    const wrong = (from: number, to: number) => {
      const bits = new Uint8Array(1250);
      for (let image = from; image < to; image++) bits[image >> 3]! |= 1 << (image & 7);
      return Buffer.from(bits).toString('base64');
    };
    const run = (network: string, testError: number, misclassified: string) => {
      const [made] = runs(network, { 1: testError });
      return { ...made!, record: { ...made!.record, final: { ...made!.record.final!, misclassified } } };
    };
    const [left, right] = [run('plain-20', 10, wrong(0, 1000)), run('resnet-20', 9, wrong(50, 950))];
    const { value, low, high, ...rest } = errorDifference([left], [right], 'test')!;
    const outcomes = { bothWrong: 900, onlyFirstWrong: 100, onlySecondWrong: 0, bothRight: 9000 };
    expect({ value, low, high }).toEqual({
      value,
      low: 100 * pairedDifference(outcomes).low,
      high: 100 * pairedDifference(outcomes).high,
    });
    expect(rest).toMatchObject({ from: 'images', images: 'paired', pairs: 1 });
    expect(high - low).toBeLessThan(0.5);
    const older = errorDifference([left], runs('resnet-20', { 1: 9 }), 'test')!;
    expect(older).toMatchObject({ images: 'unpaired' });
    expect(older.high - older.low).toBeGreaterThan(1.5);
    const dataset = { ...right.record.dataset, checksums: { 'test_batch.bin': 'another' } };
    const elsewhere = { ...right, record: { ...right.record, dataset } };
    expect(errorDifference([left], [elsewhere], 'test')).toMatchObject({ images: 'different' });
  });

  it('pairs runs of one seed: what a seed does to both sides is not in the interval', () => {
    const left = runs('plain-20', { 1: 9.5, 2: 10.1, 3: 10.9 });
    const right = runs('resnet-20', { 1: 8.6, 2: 9.1, 3: 9.8 });
    // Differences of 0.9, 1.0 and 1.1: 1 give or take 4.3027 times 0.1 / sqrt(3).
    const difference = errorDifference(left, right, 'test')!;
    expect(difference).toMatchObject({ from: 'seeds', pairs: 3 });
    expect(difference.value).toBeCloseTo(1);
    expect(difference.deviation).toBeCloseTo(0.1);
    expect([difference.low, difference.high].map((end) => Number(end.toFixed(4)))).toEqual([0.7516, 1.2484]);
  });

  it('counts only the seeds that both sides have, where those are three or more', () => {
    const left = runs('plain-20', { 1: 9.5, 2: 10.1, 3: 10.9, 4: 50, 5: 60 });
    const right = runs('resnet-20', { 1: 8.6, 2: 9.1, 3: 9.8 });
    expect(errorDifference(left, right, 'test')).toMatchObject({ pairs: 3, value: expect.closeTo(1) });
    expect(errorDifference(right, left, 'test')).toMatchObject({ pairs: 3, value: expect.closeTo(-1) });
  });

  it('compares the means of all runs where sides with other seeds share fewer than three, and says that nothing is paired', () => {
    const difference = errorDifference(runs('plain-20', { 1: 9, 2: 11 }), runs('resnet-20', { 2: 8, 3: 8.5 }), 'test');
    expect(difference).toMatchObject({ left: 10, right: 8.25, value: 1.75, from: 'seeds', pairs: 0 });
    expect(difference).not.toHaveProperty('deviation');
    const more = errorDifference(runs('plain-20', { 1: 9, 2: 11, 3: 10 }), runs('resnet-20', { 1: 8, 2: 8.5 }), 'test');
    expect(more).toMatchObject({ left: 10, right: 8.25, from: 'seeds', pairs: 0 });
    const single = errorDifference(runs('plain-20', { 1: 9 }), runs('resnet-20', { 2: 8 }), 'test');
    expect(single).toMatchObject({ value: 1, from: 'images', pairs: 0 });
  });

  it('takes the spread of one side for both where the other has one seed, whichever that is', () => {
    const [three, one] = [runs('plain-56', { 1: 30, 2: 40, 3: 50 }), runs('plain-20', { 4: 35 })];
    // A standard deviation of 10, 4.3027 times sqrt(1/3 + 1): a fourth run of the same network would be as far away.
    const difference = errorDifference(three, one, 'test')!;
    expect(difference).toMatchObject({ value: 5, from: 'seeds', spreadOf: 'left', pairs: 0 });
    expect([difference.low, difference.high]).toEqual([expect.closeTo(-44.68, 2), expect.closeTo(54.68, 2)]);
    const reversed = errorDifference(one, three, 'test')!;
    expect(reversed).toMatchObject({ value: -5, low: -difference.high, high: -difference.low, spreadOf: 'right' });
    expect(errorDifference(three, runs('plain-20', { 1: 35 }), 'test')).toEqual(difference);
    expect(sourceText(difference)).toContain('taken for both');
    // Seeds that happen to be close make no surer than the images do.
    const close = errorDifference(runs('plain-56', { 1: 40, 2: 40.1 }), runs('plain-20', { 1: 35 }), 'test')!;
    expect(close).toMatchObject({ value: 5, from: 'images', pairs: 1 });
  });

  it('is made from pairs where there are some, and from all runs where means are compared', () => {
    const seeds = (left: Readonly<Record<number, number>>, right: Readonly<Record<number, number>>) => {
      const compared = compareErrors(runs('plain-20', left), runs('resnet-20', right), 'test');
      return [compared.left, compared.right].map((side) => side.map(({ record }) => record.seed));
    };
    expect(seeds({ 1: 9, 2: 11, 3: 10, 5: 9 }, { 1: 9, 2: 8, 3: 9, 4: 7 })).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(seeds({ 1: 9, 2: 11 }, { 1: 8, 2: 9 })).toEqual([
      [1, 2],
      [1, 2],
    ]);
    expect(seeds({ 1: 9, 2: 9 }, { 2: 8 })).toEqual([[2], [2]]);
    expect(seeds({ 1: 9, 2: 11 }, { 2: 8 })).toEqual([[1, 2], [2]]);
    expect(seeds({ 1: 9, 2: 9.01 }, { 2: 8 })).toEqual([[2], [2]]);
    expect(seeds({ 1: 9, 2: 11 }, { 2: 8, 3: 8.5 })).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(seeds({ 1: 9 }, {})).toEqual([[1], []]);
  });

  it('does not take seeds without spread for certainty', () => {
    const left = runs('plain-20', { 1: 10, 2: 10.5 });
    const right = runs('resnet-20', { 1: 9.5, 2: 10 });
    const difference = errorDifference(left, right, 'test')!;
    expect(difference).toMatchObject({ value: 0.5, from: 'images', pairs: 2 });
    expect(difference.low).toBeLessThan(-0.3);
  });

  it('of training errors counts the images of every run, which are others each time', () => {
    const alike = (network: string, error: number) =>
      [1, 2].map((seed) => syntheticRun({ network, seed, budget: 'quick', trainingError: error }));
    const width = (count: number) => {
      const { low, high } = errorDifference(
        alike('a-20', 40).slice(0, count),
        alike('b-20', 30).slice(0, count),
        'training',
      )!;
      return high - low;
    };
    expect(width(1) / width(2)).toBeCloseTo(Math.SQRT2, 1);
  });

  it('says unpaired only of the same images: mini-batches of two seeds are different ones', () => {
    const run = (network: string, seed: number) => syntheticRun({ network, seed, budget: 'quick' });
    const source = (measure: 'training' | 'test', seed: number) =>
      sourceText(errorDifference([run('plain-20', 1)], [run('resnet-20', seed)], measure)!);
    expect(source('training', 2)).toBe(
      'from the sampling of images, not the same ones on each side; the sides share no seed, and how much seeds differ is not in it',
    );
    expect(source('training', 1)).toContain('images, unpaired; one seed');
    expect(source('test', 2)).toContain('images, unpaired; the sides share no seed');
  });

  it('says unpaired only of the same files: errors on other test sets are of other images', () => {
    const source = (measure: 'training-set' | 'test', files: readonly string[]) => {
      const [left, right] = files.map((file) => {
        const { record, ...run } = syntheticRun({ network: 'resnet-20', budget: 'quick', trainingSetError: 4 });
        return { ...run, record: { ...record, dataset: { ...record.dataset, checksums: { [file]: 'abc' } } } };
      });
      return sourceText(errorDifference([left!], [right!], measure)!);
    };
    expect(source('test', ['cifar', 'cifar'])).toContain('from the sampling of images, unpaired; one seed');
    expect(source('training-set', ['cifar', 'cifar'])).toContain('as if they were a sample, unpaired; one seed');
    for (const measure of ['training-set', 'test'] as const) {
      expect(source(measure, ['cifar', 'photographs'])).toContain('images, not the same ones on each side; one seed');
    }
  });

  it('says of no training errors that they are of the same images where the training sets are others', () => {
    const [all, held] = [
      syntheticRun({ network: 'resnet-20', budget: 'quick' }),
      syntheticRun({ network: 'resnet-20', budget: 'quick' }),
    ];
    const dataset = { ...held.record.dataset, trainingImages: 45_000 };
    const fewer = { ...held, record: { ...held.record, member: 'resnet-20/45k', dataset } };
    expect(errorDifference([all], [fewer], 'training')).toMatchObject({ pairs: 1, images: 'different' });
    expect(errorDifference([all], [held], 'training')).toMatchObject({ pairs: 1, images: 'unpaired' });
  });

  it('is none where a side has no error', () => {
    const some = runs('plain-20', { 1: 10 });
    expect(errorDifference(some, [], 'test')).toBeNull();
    expect(errorDifference(some, [syntheticRun({ network: 'resnet-20', state: 'diverged' })], 'test')).toBeNull();
    expect(errorDifference(some, some, 'training-set')).toBeNull();
  });
});

describe('the difference from a number', () => {
  it('has the interval of the seeds, or of the images with one', () => {
    expect(differenceFrom(runs('resnet-110', { 1: 6.5, 2: 6.7, 3: 6.6 }), 6.61, 'test')).toMatchObject({
      ...{ value: expect.closeTo(-0.01), from: 'seeds', pairs: 3, deviation: expect.closeTo(0.1) },
    });
    // Wilson's interval of 875 in 10,000.
    const { low, high } = differenceFrom(runs('resnet-20', { 1: 8.75 }), 8.75, 'test')!;
    expect([low, high].map((end) => Number(end.toFixed(3)))).toEqual([-0.538, 0.57]);
  });
});

/** How often intervals hold the true difference, of two networks that err with these probabilities. */
const coverage = (
  experiment: (repetition: number) => { readonly low: number; readonly high: number },
  truth: number,
) => {
  const repetitions = 1000;
  const held = Array.from({ length: repetitions }, (_, at) => experiment(at)).filter(
    ({ low, high }) => low <= truth && truth <= high,
  );
  return held.length / repetitions;
};

/** 1,000 repetitions of 95% have a standard deviation of 0.7 points: four of them. */
const slack = 0.028;

describe('simulated intervals', () => {
  it.each([
    [0.12, 0.1],
    [0.005, 0.002],
  ])('of shares of %f and %f in 1,000 images hold the truth 95 times in 100', (first, second) => {
    const random = createRandom(1, 'coverage', Math.round(1e4 * first));
    const errors = (share: number) => {
      let count = 0;
      for (let image = 0; image < 1000; image++) if (random.uniform() < share) count++;
      return { errors: count, images: 1000 };
    };
    const held = coverage(() => independentDifference(errors(first), errors(second)), first - second);
    expect(Math.abs(held - 0.95)).toBeLessThan(slack);
  });

  it('over three seeds hold the truth 95 times in 100, whatever seeds do to both sides', () => {
    const random = createRandom(1, 'coverage of seeds');
    const held = coverage(() => {
      const [left, right]: [number, number][][] = [[], []];
      for (const seed of [1, 2, 3]) {
        const both = 2 * random.normal();
        left!.push([seed, 12 + both + 0.2 * random.normal()]);
        right!.push([seed, 10 + both + 0.3 * random.normal()]);
      }
      const [a, b] = [left!, right!].map((errors) => runs('plain-20', Object.fromEntries(errors)));
      return errorDifference(a!, b!, 'test')!;
    }, 2);
    expect(Math.abs(held - 0.95)).toBeLessThan(slack);
  });
});
