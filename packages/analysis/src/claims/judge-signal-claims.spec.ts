import { describe, expect, test } from '@jest/globals';
import type { Run, SignalRow } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { judgeSignalClaims } from './judge-signal-claims.js';
import { signalClaims } from './signal-claims.js';

/** Norms of three convolutions and a classifier after an iteration. */
const rows = (iteration: number, norms: readonly number[]): SignalRow[] => [
  ...norms.map((gradientNorm, index) => ({
    ...{ iteration, layer: `conv${index + 1}`, gradientNorm, weightNorm: 1 },
    ...{ outputVariance: 1, normalizedVariance: 1 },
  })),
  {
    ...{ iteration, layer: 'head/fc1', gradientNorm: 1e-9, weightNorm: 1 },
    ...{ outputVariance: null, normalizedVariance: null },
  },
];

/** A run of 1,000 iterations. */
const run = (norms: Readonly<Record<number, readonly number[]>>, seed = 1, progress = 1): Run => ({
  ...syntheticRun({
    ...{ network: 'plain-56', experiment: 'cifar10/signals', budget: 'quick', seed, progress },
    state: progress < 1 ? 'running' : 'finished',
  }),
  signals: Object.entries(norms).flatMap(([iteration, of]) => rows(Number(iteration), of)),
});

const claims = signalClaims.filter(({ member }) => member.member === 'plain-56');

const verdicts = (runs: readonly Run[]) =>
  Object.fromEntries(
    judgeSignalClaims(claims, runs).map(({ id, verdict }) => [id.replace('signals/plain-56/', ''), verdict]),
  );

describe('claims about signals', () => {
  test('are judged at the initialization, at the end and throughout, by the convolutions alone', () => {
    expect(verdicts([run({ 0: [1000, 10, 1], 1000: [3, 2, 1] })])).toEqual({
      'not-vanishing': 'supported',
      'healthy/at-the-initialization': 'contradicted',
      'healthy/at-the-end': 'supported',
    });
    expect(verdicts([run({ 0: [1, 2, 3], 1000: [0.001, 1, 1] })])).toEqual({
      'not-vanishing': 'contradicted',
      'healthy/at-the-initialization': 'supported',
      'healthy/at-the-end': 'contradicted',
    });
  });

  test('are not resolved where seeds disagree', () => {
    const runs = [run({ 0: [1000, 10, 1] }), run({ 0: [50, 10, 1] }, 2)];
    expect(verdicts(runs)['healthy/at-the-initialization']).toBe('not-resolved');
  });

  test('say which layers they were judged by', () => {
    const [result] = judgeSignalClaims(signalClaims, [run({ 0: [1000, 10, 0.5] })]).filter(({ id }) =>
      id.endsWith('56/healthy/at-the-initialization'),
    );
    expect(result).toMatchObject({
      budget: 'quick',
      sentence:
        'plain-56 (seed 1) after 0 iterations: gradient norms of 1,000 in conv1 and 0.5 in conv3, a ratio of 2,000.',
      runs: ['cifar10/signals/quick/plain-56/seed-1'],
    });
  });

  test('about every time list the iterations that were measured: nothing is known of those between', () => {
    const [result] = judgeSignalClaims(claims, [run({ 0: [3, 2, 1], 10: [1, 4, 2], 1000: [2, 2, 2] })]);
    expect(result).toMatchObject({
      id: 'signals/plain-56/not-vanishing',
      statement:
        'The gradients of plain-56 do not vanish on their way back: after each measured iteration, that of the first convolution is more than 1/100 of that of the last.',
      sentence:
        'plain-56 (seed 1) after 10 iterations: gradient norms of 1 in conv1 and 2 in conv3, a ratio of 0.5, the smallest of those after 0, 10 and 1,000 iterations.',
    });
  });

  test('have an infinite ratio over a norm of 0, and none of 0 over 0, which supports nothing', () => {
    const [vanishing, initial, end] = judgeSignalClaims(claims, [run({ 0: [2, 1, 0], 1000: [0, 0, 0] })]);
    expect(vanishing).toMatchObject({
      verdict: 'contradicted',
      sentence:
        'plain-56 (seed 1) after 1,000 iterations: gradient norms of 0 in conv1 and 0 in conv3, no ratio, the smallest of those after 0 and 1,000 iterations.',
    });
    expect(initial).toMatchObject({
      verdict: 'contradicted',
      sentence: 'plain-56 (seed 1) after 0 iterations: gradient norms of 2 in conv1 and 0 in conv3, an infinite ratio.',
    });
    expect(end).toMatchObject({ verdict: 'contradicted' });
  });

  test('are about the end only where a run measured signals after its last iteration', () => {
    const results = judgeSignalClaims(claims, [run({ 0: [3, 2, 1], 100: [3, 2, 1] })]);
    expect(results.find(({ id }) => id.endsWith('at-the-end'))).toMatchObject({
      verdict: 'not-run',
      sentence: 'plain-56 (seed 1) measured no signals at the end.',
      runs: ['cifar10/signals/quick/plain-56/seed-1'],
    });
    expect(results.filter(({ verdict }) => verdict === 'supported')).toHaveLength(2);
  });

  test('are judged by finished runs alone', () => {
    const unfinished = run({ 0: [1000, 10, 1], 100: [3, 2, 1] }, 2, 0.1);
    const [result] = judgeSignalClaims(claims, [unfinished]);
    expect(result).toMatchObject({
      verdict: 'not-run',
      sentence: 'plain-56 (seed 2) unfinished at iteration 100 of 1,000.',
    });
    const [judged] = judgeSignalClaims(claims, [run({ 0: [3, 2, 1] }), unfinished]);
    expect(judged).toMatchObject({ verdict: 'supported', runs: ['cifar10/signals/quick/plain-56/seed-1'] });
  });

  test('are not run where no run measured signals', () => {
    const results = judgeSignalClaims(signalClaims, [syntheticRun({ network: 'plain-56' })]);
    expect(results).toHaveLength(signalClaims.length);
    expect(new Set(results.map(({ verdict }) => verdict))).toEqual(new Set(['not-run']));
    expect(results[0]?.sentence).toBe('Not measured: the signals of plain-20.');
  });
});
