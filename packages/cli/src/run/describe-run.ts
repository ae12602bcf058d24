import { formatErrors } from '@resnet/analysis';
import { showsTop5, type Run, type Split } from '@resnet/run-log';
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
  const percent = (top1: number, top5: number | undefined): string =>
    formatErrors(top1, showsTop5(record) ? (top5 ?? null) : null);
  if (final === null) return `${name}: ${state}, ${events.at(-1)?.message ?? 'nothing logged'}`;
  const evaluations = final.evaluation.map(
    ({ split, protocol, top1Error, top5Error }) => `${names[split]} ${percent(top1Error, top5Error)} (${protocol})`,
  );
  const errors = [`training error ${percent(final.trainingError, final.trainingTop5Error)}`, ...evaluations].join(', ');
  return `${name}: ${state} after ${formatSeconds(wallSeconds)}, ${errors}`;
};
