import type { Run } from '@resnet/run-log';
import { formatSeconds } from '../format.js';

/** How a run ended, in one line. */
export const describeRun = ({ record, training }: Run): string => {
  const { network, seed, state, wallSeconds, final } = record;
  const name = `${network.name}, seed ${seed}`;
  if (final === null) return `${name}: ${state} at iteration ${training.at(-1)?.iteration ?? 0}`;
  const evaluations = final.evaluation.map(
    ({ split, protocol, top1Error }) => `${split} error ${top1Error.toFixed(2)}% (${protocol})`,
  );
  const errors = [`training error ${final.trainingError.toFixed(2)}%`, ...evaluations].join(', ');
  return `${name}: ${state} after ${formatSeconds(wallSeconds)}, ${errors}`;
};
