import { describe, expect, it } from '@jest/globals';
import type { Run } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import type { Claim } from './claim.js';
import { shortcutClaim, valueClaim } from './claim-kinds.js';
import { judgeClaims, verdictOf } from './judge-claim.js';
import { paperClaims } from './paper-claims.js';

const claimNamed = (id: string): Claim => paperClaims.find((claim) => claim.id === id)!;
const degradation = claimNamed('degradation/plain-56/plain-20/training');
const depth = claimNamed('depth/resnet-56/resnet-20/test');
const judge = (claim: Claim, runs: readonly Run[]) => judgeClaims([claim], runs);

const short = (network: string, trainingError: number, testError = trainingError + 2, seed = 1) =>
  syntheticRun({ network, budget: 'short', seed, trainingError, testError });

describe('the claims of the paper', () => {
  it('each have an id of their own, and say so where they are of the paper’s budget alone', () => {
    expect(new Set(paperClaims.map(({ id }) => id)).size).toBe(paperClaims.length);
    const onPaper = paperClaims.filter(({ only }) => only === 'paper').map(({ group }) => group);
    expect(new Set(onPaper)).toEqual(new Set(['values']));
  });

  it('have the numbers of Table 6, of ResNet-110 the mean', () => {
    const numbers = paperClaims.filter(({ id }) => /^values\/resnet-\d+\/test$/.test(id)).map(({ right }) => right);
    expect(numbers).toEqual([8.75, 7.51, 7.17, 6.97, 6.61, 7.93]);
  });
});

describe('a verdict', () => {
  it('is that of the whole interval', () => {
    expect(verdictOf({ low: 0.1, high: 2 }, { above: 0 })).toBe('supported');
    expect(verdictOf({ low: -0.1, high: 2 }, { above: 0 })).toBe('not-resolved');
    expect(verdictOf({ low: -2, high: -0.1 }, { above: 0 })).toBe('contradicted');
    expect(verdictOf({ low: -0.4, high: 0.4 }, { above: -0.5, below: 0.5 })).toBe('supported');
    expect(verdictOf({ low: -0.6, high: 0.4 }, { above: -0.5, below: 0.5 })).toBe('not-resolved');
    expect(verdictOf({ low: 0.6, high: 0.9 }, { above: -0.5, below: 0.5 })).toBe('contradicted');
  });
});

describe('judging a claim', () => {
  it('says verdict, numbers, interval, budget and what one seed does not know', () => {
    const [onPaper, onShort] = judge(degradation, [short('plain-20', 12), short('plain-56', 57)]);
    expect(onPaper).toMatchObject({
      budget: 'paper',
      verdict: 'not-run',
      sentence: 'Not run: plain-56 and plain-20.',
      runs: [],
    });
    expect(onShort).toMatchObject({
      budget: 'short',
      verdict: 'supported',
      members: ['plain-56', 'plain-20'],
      runs: ['cifar10/figure-6/short/plain-56/seed-1', 'cifar10/figure-6/short/plain-20/seed-1'],
      caveats: [],
    });
    expect(onShort!.sentence).toMatch(
      /^On the short budget \(8,000 iterations\), plain-56 has 45\.00 points higher training error than plain-20 \(57\.00% against 12\.00%; 95% interval \d+\.\d\d to \d+\.\d\d points higher, from the sampling of images, unpaired; one seed says nothing of the spread between seeds\)\.$/,
    );
  });

  it('contradicts what runs speak against, and leaves open what they do not resolve', () => {
    expect(judge(degradation, [short('plain-20', 30), short('plain-56', 12)])[1]!.verdict).toBe('contradicted');
    const [, open] = judge(depth, [short('resnet-20', 10, 13), short('resnet-56', 11, 13.2)]);
    expect(open!.verdict).toBe('not-resolved');
    expect(open).not.toHaveProperty('seedsNeeded');
    expect(open!.sentence).toContain('How many seeds would resolve it is not known: no spread between seeds was seen.');
  });

  it('tells how many seeds would resolve it once there are two', () => {
    const runs = [1, 2].flatMap((seed) => [
      short('resnet-20', 10, 13 + 0.1 * seed, seed),
      short('resnet-56', 10, 12.9 + 0.05 * seed ** 2, seed),
    ]);
    // Differences of -0.15 and -0.1.
    const [, open] = judge(depth, runs);
    expect(open).toMatchObject({ verdict: 'not-resolved', seedsNeeded: 3, difference: { pairs: 2, from: 'seeds' } });
    expect(open!.sentence).toMatch(
      /About 3 seeds in all would resolve it four times in five, if difference and spread are as in these 2\.$/,
    );
  });

  it('says that the sides share no seed, and lists the runs that it was judged by alone', () => {
    const [, apart] = judge(degradation, [short('plain-20', 12), short('plain-56', 57, 59, 2)]);
    expect(apart).toMatchObject({ verdict: 'supported', difference: { from: 'images', pairs: 0 } });
    expect(apart!.sentence).toContain('; the sides share no seed, and how much seeds differ is not in it).');
    const [, shared] = judge(degradation, [
      ...[1, 3].map((seed) => short('plain-20', 12, 14, seed)),
      ...[1, 2].map((seed) => short('plain-56', 57, 59, seed)),
    ]);
    expect(shared!.runs).toEqual(['cifar10/figure-6/short/plain-56/seed-1', 'cifar10/figure-6/short/plain-20/seed-1']);
  });

  it('does not call seeds without spread that are not paired', () => {
    const [, open] = judge(depth, [
      ...[1, 2].map((seed) => short('resnet-20', 10, 13 + 0.1 * seed, seed)),
      ...[3, 4].map((seed) => short('resnet-56', 10, 12.7 + 0.1 * seed, seed)),
    ]);
    expect(open).toMatchObject({ verdict: 'not-resolved', difference: { from: 'seeds', pairs: 0 } });
    expect(open!.sentence).toMatch(
      /from means over seeds that are not paired\)\. How many seeds would resolve it is not known: the seeds are not paired\.$/,
    );
  });

  it('goes budget by budget, the largest first, without the runs that only test the suite', () => {
    const quick = ['plain-20', 'plain-56'].map((network) => syntheticRun({ network, budget: 'quick' }));
    const smoke = ['plain-20', 'plain-56'].map((network) => syntheticRun({ network, budget: 'smoke' }));
    const results = judge(degradation, [...smoke, ...quick, short('plain-20', 12)]);
    expect(results.map(({ budget }) => budget)).toEqual(['paper', 'short', 'quick']);
    expect(results[1]!.sentence).toBe('Not run: plain-56.');
  });

  it('never mixes budgets or experiments', () => {
    const other = syntheticRun({ network: 'plain-56', budget: 'short', experiment: 'cifar10/precision' });
    expect(judge(degradation, [short('plain-20', 12), other])[1]!.verdict).toBe('not-run');
  });

  it('says what became of runs without an end, and which did not log what it takes', () => {
    const diverged = syntheticRun({ network: 'plain-56', budget: 'short', state: 'diverged', progress: 0.25 });
    expect(judge(degradation, [short('plain-20', 12), diverged])[1]!.sentence).toBe(
      'plain-56 (seed 1) diverged at iteration 2,000.',
    );
    const whole = claimNamed('degradation/plain-56/plain-20/training-set');
    expect(judge(whole, [short('plain-20', 12), short('plain-56', 57)])[1]!.sentence).toContain(
      'plain-20 (seed 1) was recorded without the error on the whole training set.',
    );
    const seeds = [1, 2, 3].flatMap((seed) => [short('plain-20', 12, 14, seed), short('plain-56', 57, 54, seed)]);
    expect(judge(whole, seeds)[1]!.sentence).toContain(
      'plain-20 (seeds 1, 2 and 3) was recorded without the error on the whole training set.',
    );
    const logged = syntheticRun({ network: 'plain-56', budget: 'short', seed: 4, trainingSetError: 55 });
    expect(judge(whole, [...seeds, logged])[1]!.sentence).toBe(
      'plain-20 (seeds 1, 2 and 3) was recorded without the error on the whole training set.',
    );
  });

  it('says which runs do not count beside those that it was judged by', () => {
    const diverged = syntheticRun({ network: 'plain-56', budget: 'short', seed: 2, state: 'diverged', progress: 0.25 });
    const [, result] = judge(degradation, [short('plain-20', 12), short('plain-56', 57), diverged]);
    expect(result!.verdict).toBe('supported');
    expect(result!.sentence).toMatch(/\)\. plain-56 \(seed 2\) diverged at iteration 2,000\.$/);
  });

  it('says that two sides are level where the decimals told show no difference', () => {
    const [, level] = judge(degradation, [short('plain-20', 12), short('plain-56', 12)]);
    expect(level!.sentence).toContain('plain-56 has the same training error as plain-20 (12.00% against 12.00%; ');
  });

  it('judges the gentle start by runs that measured signals, and by longer ones that did not', () => {
    const start = paperClaims.filter(({ id }) => id.startsWith('signals/plain-56/warm-up/plain-20/training/'));
    expect(start.map(({ left, right }) => [left.experiment, right])).toEqual([
      ['cifar10/signals', { experiment: 'cifar10/signals', member: 'plain-20' }],
      ['cifar10/warm-up', { experiment: 'cifar10/figure-6', member: 'plain-20' }],
    ]);
  });

  it('compares with a number of the paper on its budget alone', () => {
    const claim = valueClaim({ experiment: 'cifar10/figure-6', member: 'resnet-20' }, 8.75);
    const near = [1, 2, 3, 4, 5].map((seed) =>
      syntheticRun({ network: 'resnet-20', seed, testError: 8.6 + 0.05 * seed }),
    );
    const results = judge(claim, [...near, short('resnet-20', 10)]);
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({ budget: 'paper', verdict: 'supported', members: ['resnet-20', 'paper'] });
    expect(results[0]!.sentence).toContain("ResNet-20 ended at 8.75% test error, the same as the paper's 8.75% (");
    const far = near.map((_, index) =>
      syntheticRun({ network: 'resnet-20', seed: index + 1, testError: 9.6 + 0.05 * index }),
    );
    expect(judge(claim, far)[0]!.verdict).toBe('contradicted');
    expect(judge(claim, near.slice(0, 1))[0]!.verdict).toBe('not-resolved');
  });

  it('lets option A be worse by half a point, and on photographs by as much as on ImageNet beyond that', () => {
    const [a, b] = ['resnet-20', 'resnet-20-B'];
    const sides = [
      { experiment: 'cifar10/figure-6', member: a },
      { experiment: 'cifar10/shortcuts', member: b },
    ] as const;
    const runs = (lead: number) =>
      [1, 2, 3].flatMap((seed) => [
        syntheticRun({ network: a, seed, testError: 9 + 0.1 * seed }),
        syntheticRun({ network: b, experiment: 'cifar10/shortcuts', seed, testError: 9 + 0.12 * seed - lead }),
      ]);
    const verdicts = (claim: Claim, leads: readonly number[]) =>
      leads.map((lead) => judge(claim, runs(lead))[0]!.verdict);
    const expected = ['supported', 'supported', 'not-resolved', 'contradicted'];
    expect(verdicts(shortcutClaim(...sides), [0.2, 0.4, 0.55, 1])).toEqual(expected);
    expect(verdicts(shortcutClaim(...sides, 'photographs'), [0.2, 0.84, 1.35, 2])).toEqual(expected);
  });

  it('judges layer responses over seeds, and has no interval with one', () => {
    const claim = claimNamed('responses/resnet-20/plain-20/layer-responses');
    const runs = (seed: number) => [
      syntheticRun({ network: 'resnet-20', seed, layerResponses: [0.4, 0.6 + 0.01 * seed] }),
      syntheticRun({ network: 'plain-20', seed, layerResponses: [0.9, 1.1] }),
    ];
    const [one] = judge(claim, runs(1));
    expect(one).toMatchObject({ verdict: 'not-resolved' });
    expect(one).not.toHaveProperty('difference');
    expect(one!.sentence).toBe(
      'On the paper budget (64,000 iterations), the layer responses of ResNet-20 have a mean standard deviation of 0.505, those of plain-20 1.000. Without a spread between seeds the difference has no interval: two seeds at least are needed.',
    );
    const [two] = judge(claim, [...runs(1), ...runs(2)]);
    expect(two).toMatchObject({ verdict: 'supported', difference: { unit: 'standard deviation', pairs: 2 } });
    const [older] = judge(claim, [syntheticRun({ network: 'resnet-20' }), ...runs(1).slice(1)]);
    expect(older!.sentence).toBe('ResNet-20 (seed 1) was recorded without the layer responses.');
  });

  it('names where the sides were trained differently', () => {
    const [left, right] = [short('plain-20', 12), short('plain-56', 57)];
    const f32 = { ...left, record: { ...left.record, precision: 'f32' } };
    const [, result] = judge(degradation, [f32, right]);
    expect(result!.caveats).toEqual(['precision: bf16 against f32']);
    expect(result!.sentence).toMatch(/They were trained differently too \(precision: bf16 against f32\)\.$/);
  });
});
