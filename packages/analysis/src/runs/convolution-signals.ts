import type { Run, SignalRow } from '@resnet/run-log';
import { unique } from '../words.js';
import { countedRuns } from './select-runs.js';

/** Of some runs, those that count and measured signals. */
export const measuredRuns = (runs: readonly Run[]): readonly Run[] =>
  countedRuns(runs).filter(({ signals }) => signals.length > 0);

/** What was measured of a network's convolutions after one iteration. */
export interface ConvolutionSignals {
  readonly iteration: number;
  /** From the first convolution to the last. */
  readonly rows: readonly SignalRow[];
}

/**
 * What a run measured of its convolutions, iteration by iteration: of those that batch normalization follows, since the
 * classifier's gradient is of another kind.
 */
export const convolutionSignals = ({ signals }: Pick<Run, 'signals'>): readonly ConvolutionSignals[] => {
  const convolutions = signals.filter(({ outputVariance }) => outputVariance !== null);
  return unique(convolutions.map(({ iteration }) => iteration)).map((iteration) => ({
    iteration,
    rows: convolutions.filter((row) => row.iteration === iteration),
  }));
};
