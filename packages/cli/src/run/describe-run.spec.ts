import { expect, it } from '@jest/globals';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { describeRun } from './describe-run.js';

const ended = { network: 'resnet-18', trainingError: 30, testError: 45 } as const;

it('says the errors that a run ended with', () => {
  expect(describeRun(syntheticRun(ended))).toBe(
    'resnet-18, seed 1: finished after 21 min, training error 30.00%, test error 45.00% (single-view)',
  );
});

it('says top-5 errors too of many classes', () => {
  expect(describeRun(syntheticRun({ ...ended, classes: 1000 }))).toContain(
    'training error 30.00% (top-5 2.00%), test error 45.00% (top-5 3.00%) (single-view)',
  );
});
