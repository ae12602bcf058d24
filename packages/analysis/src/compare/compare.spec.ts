import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { compareSides } from './compare-sides.js';
import { compareWithPaper } from './compare-with-paper.js';

const left = [1, 2, 3, 4].map((seed) => syntheticRun({ network: 'resnet-20', seed, testError: 9 + 0.1 * seed }));
const right = [2, 3, 4, 5].map((seed) => syntheticRun({ network: 'resnet-56', seed, testError: 7 + 0.2 * seed }));

describe('a comparison', () => {
  const comparison = compareSides(left, right);

  it('pairs the seeds that both sides have, and is plain JSON', () => {
    expect(comparison.pairs).toEqual([2, 3, 4]);
    expect(comparison.left).toMatchObject({
      label: 'ResNet-20 on the paper budget, seeds 1, 2, 3, 4',
      seeds: [1, 2, 3, 4],
    });
    expect(JSON.parse(JSON.stringify(comparison))).toEqual(comparison);
  });

  it('has a difference with its interval for each measure that both logged', () => {
    expect(comparison.differences.map(({ measure }) => measure)).toEqual(['training', 'test']);
    const [, test] = comparison.differences;
    // Differences of 9.2 - 7.4, 9.3 - 7.6 and 9.4 - 7.8.
    expect(test!.seeds).toEqual({ left: [2, 3, 4], right: [2, 3, 4] });
    expect(test!.difference).toMatchObject({ value: expect.closeTo(1.7), pairs: 3, from: 'seeds' });
    expect(test!.sentence).toMatch(
      /^ResNet-20 on the paper budget, seeds 2, 3, 4 has 1\.70 points higher test error than ResNet-56 on the paper budget, seeds 2, 3, 4 /,
    );
  });

  it('has top-5 errors beside top-1 errors where there are many classes', () => {
    const of1000 = [left, right].map((runs) =>
      runs.map(({ record: { network, seed } }) =>
        syntheticRun({ network: network.name, seed, testError: 30 + seed, trainingError: 15, classes: 1000 }),
      ),
    );
    const { differences } = compareSides(of1000[0]!, of1000[1]!);
    expect(differences.map(({ name, measure, top }) => [name, measure, top])).toEqual([
      ['training error', 'training', 'top-1'],
      ['top-5 training error', 'training', 'top-5'],
      ['test error', 'test', 'top-1'],
      ['top-5 test error', 'test', 'top-5'],
    ]);
    expect(differences[3]!.difference).toMatchObject({ left: expect.closeTo(33 / 15), from: 'images', pairs: 3 });
    expect(differences[3]!.sentence).toContain(' has the same top-5 test error as ResNet-56 on the paper budget');
  });

  it('draws the difference of the paired runs at each iteration', () => {
    expect(comparison.curve).toHaveLength(80);
    expect(comparison.curve.at(-1)).toEqual({ iteration: 64_000, difference: expect.closeTo(1.7) });
    expect(comparison.trainingCurve).toHaveLength(400);
  });

  it('draws the difference of the runs that it is made from', () => {
    const ends = (leftRuns: typeof left, rightRuns: typeof left) => {
      const { curve, differences } = compareSides(leftRuns, rightRuns);
      return [
        Number(curve.at(-1)?.difference.toFixed(4)),
        Number(differences.at(-1)!.difference.value.toFixed(4)),
        curve.length,
      ];
    };
    // Two seeds each and one in common: the means of all are compared.
    expect(ends(left.slice(0, 2), right.slice(0, 2))).toEqual([1.65, 1.65, 80]);
    const diverged = syntheticRun({ network: 'resnet-56', seed: 1, state: 'diverged', progress: 0.5 });
    expect(ends(left, [diverged, ...right])).toEqual([1.7, 1.7, 80]);
    const running = syntheticRun({ network: 'resnet-56', seed: 1, state: 'running', progress: 0.5 });
    expect(compareSides(left, [running]).curve.at(-1)?.iteration).toBe(32_000);
  });

  it('names what differs, or every line where that is asked for', () => {
    expect(comparison.recipe).toEqual([{ what: 'network', left: 'resnet-20', right: 'resnet-56' }]);
    expect(comparison.machine).toEqual([]);
    const other = right.map((run) => ({
      ...run,
      record: { ...run.record, precision: 'f32', machine: { ...run.record.machine, cores: 16 } },
    }));
    const found = compareSides(left, other);
    expect(found.recipe.at(-1)).toEqual({ what: 'precision', left: 'bf16', right: 'f32' });
    expect(found.machine).toEqual([
      { what: 'processor', left: 'made-up CPU, 2 cores', right: 'made-up CPU, 16 cores' },
    ]);
    const every = compareSides(left, other, { lines: 'every' });
    expect(every.recipe.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['network', 'momentum', 'padding of crops']),
    );
  });

  it('compares what has ended so far of a run that has not finished, and says so', () => {
    const running = syntheticRun({ network: 'resnet-56', state: 'running', progress: 0.5 });
    const found = compareSides(left.slice(0, 1), [running]);
    expect(found.differences).toEqual([]);
    expect(found.right.remarks).toEqual(['seed 1 unfinished at iteration 32,000 of 64,000']);
  });

  it('refuses a side of several members, or of none', () => {
    expect(() => compareSides([...left, ...right], right)).toThrow(
      'expected runs of one member on one budget to a side, got cifar10/figure-6/paper/resnet-20, cifar10/figure-6/paper/resnet-56',
    );
    expect(() => compareSides(left, [])).toThrow('got none');
  });
});

describe('a comparison with the paper', () => {
  it('has its numbers, its protocol line by line, and the deviations recorded', () => {
    const run = syntheticRun({ network: 'resnet-20', budget: 'short', testError: 12.97 });
    const { values, protocol, deviations } = compareWithPaper([run]);
    expect(values).toHaveLength(1);
    expect(values[0]).toMatchObject({ cell: 'Table 6: ResNet-20, test error', paper: 8.75 });
    expect(values[0]!.sentence).toMatch(/^12\.97% is 4\.22 points higher than the paper's 8\.75% \(95% interval /);
    expect(protocol.find(({ what }) => what === 'iterations')).toMatchObject({
      paper: '64,000',
      run: '8,000',
      agreement: 'differs',
    });
    expect(deviations).toEqual(['Budget short: 8000 iterations instead of 64000.']);
  });

  it('has no number where the paper prints none', () => {
    expect(compareWithPaper([syntheticRun({ network: 'plain-20' })]).values).toEqual([]);
  });
});
