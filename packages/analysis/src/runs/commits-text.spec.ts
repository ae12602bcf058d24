import { expect, test } from '@jest/globals';
import type { RunRecord } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { commitsText } from './commits-text.js';

const resumedWith = (codes: readonly RunRecord['events'][number]['code'][]): RunRecord => {
  const { record } = syntheticRun({ network: 'plain-20' });
  const events = codes.map((code, i) => ({
    ...{ iteration: 1000 * (i + 1), at: record.startedAt, message: 'on' },
    ...{ kind: 'resumed' as const, ...(code && { code }) },
  }));
  return { ...record, commit: 'a1', clean: true, events };
};

test.each([
  ['a1', [undefined]],
  [
    'a1, from iteration 2,000 on b2 with changes that are not committed, or not built, from iteration 3,000 on not in a git checkout',
    [undefined, { commit: 'b2', clean: false }, { commit: null, clean: null }],
  ],
])('the commits of a run: %s', (text, codes) => {
  expect(commitsText(resumedWith(codes))).toBe(text);
});
