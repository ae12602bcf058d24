import { memberKey, type Run } from '@resnet/run-log';
import { imagesCounted, type ErrorKind, finalError } from '../runs/index.js';
import { mean } from '../statistics/index.js';
import { printedName, unique } from '../words.js';

/** Where the finished runs of one member on one budget ended, over n seeds. */
export interface MemberErrors {
  /** As printed: `ResNet-56`. */
  readonly name: string;
  readonly family: 'plain' | 'residual';
  readonly depth: number;
  readonly training: MeanError;
  readonly test: MeanError;
  readonly n: number;
}

/** An error in percent, averaged over runs that differ in their seed alone. */
export interface MeanError {
  /** One a run. */
  readonly values: readonly number[];
  readonly mean: number;
  /** Standard error of the mean, in points: that of proportions counted on so many images. Seeds may differ by more. */
  readonly standardError: number;
}

/** The mean final errors of each member with a finished run, plain ones first, by depth; `runs` counted, of one budget. */
export const meanErrors = (runs: readonly Run[]): readonly MemberErrors[] =>
  unique(runs.map(({ record }) => memberKey(record))).flatMap((key) => {
    const own = runs.filter(({ record }) => memberKey(record) === key);
    const [first] = own;
    const training = meanError(own, 'training');
    const test = meanError(own, 'test');
    if (first === undefined || training === null || test === null) return [];
    const { member, network } = first.record;
    const { family, depth } = network;
    return [{ name: printedName(member), family, depth, training, test, n: test.values.length }];
  });

const meanError = (runs: readonly Run[], kind: ErrorKind): MeanError | null => {
  const counted = runs.flatMap((run) => {
    const error = finalError(run, kind);
    return error === null ? [] : [{ error, variance: (error * (100 - error)) / imagesCounted(run, kind) }];
  });
  if (counted.length === 0) return null;
  const values = counted.map(({ error }) => error);
  const variance = mean(counted.map((one) => one.variance));
  // Each run is trained on images of its own drawing; all are tested on the same ones, which more runs make no more of.
  const draws = kind === 'training' ? counted.length : 1;
  return { values, mean: mean(values), standardError: Math.sqrt(variance / draws) };
};
