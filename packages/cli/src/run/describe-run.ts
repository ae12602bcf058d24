import type { Run, Split } from '@resnet/run-log';
import { formatSeconds } from '../format.js';

const names: Readonly<Record<Split, string>> = {
  test: 'test error',
  validation: 'validation error',
  training: 'error on the whole training set',
};

/** How a run ended, in one line. */
export const describeRun = ({ record }: Run): string => {
  const { member, seed, state, wallSeconds, final, events } = record;
  const name = `${member}, seed ${seed}`;
  if (final === null) return `${name}: ${state}, ${events.at(-1)?.message ?? 'nothing logged'}`;
  const evaluations = final.evaluation.map(
    ({ split, protocol, top1Error }) => `${names[split]} ${top1Error.toFixed(2)}% (${protocol})`,
  );
  const errors = [`training error ${final.trainingError.toFixed(2)}%`, ...evaluations].join(', ');
  return `${name}: ${state} after ${formatSeconds(wallSeconds)}, ${errors}`;
};
