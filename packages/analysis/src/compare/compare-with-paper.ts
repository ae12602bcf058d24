import type { Run } from '@resnet/run-log';
import { protocolLines, type ProtocolLine } from '@resnet/training/protocol';
import { cifar10Cells } from '../paper/index.js';
import { countedRuns } from '../runs/index.js';
import { differenceFrom, type ErrorDifference, intervalText, pointsThan, sourceText } from '../statistics/index.js';
import { unique } from '../words.js';
import { comparedSide, type ComparedSide } from './compared-side.js';

/** Runs of one member on one budget against the paper: what it prints, and its protocol line by line. Plain JSON. */
export interface PaperComparison {
  readonly side: ComparedSide;
  /**
   * One for each number that the paper prints of this member on CIFAR-10; none of ImageNet, whose numbers are of other
   * protocols than that of training: `imagenetTable` has those.
   */
  readonly values: readonly PaperDifference[];
  /** A line for each answer where the runs differ among themselves. */
  readonly protocol: readonly ProtocolLine[];
  /** As the runs recorded them. */
  readonly deviations: readonly string[];
}

export interface PaperDifference {
  /** `Table 6: ResNet-20, test error`. */
  readonly cell: string;
  readonly paper: number;
  /** Ours minus the paper's. */
  readonly difference: ErrorDifference;
  /** The difference in plain English. */
  readonly sentence: string;
}

/** Throws a `RangeError` where there are no runs, or those of several members. */
export const compareWithPaper = (runs: readonly Run[]): PaperComparison => {
  const counted = countedRuns(runs);
  const lines = counted.flatMap(({ record }) => protocolLines(record));
  return {
    side: comparedSide(counted),
    values: valuesOf(counted),
    protocol: unique(lines.map((line) => JSON.stringify(line))).map((line) => JSON.parse(line) as ProtocolLine),
    deviations: unique(counted.flatMap(({ record }) => record.deviations)),
  };
};

const valuesOf = (runs: readonly Run[]): readonly PaperDifference[] =>
  cifar10Cells.flatMap(({ table, cell, paper, ours }) => {
    if (ours?.over !== 'mean' || paper === null || !runs.every(({ record }) => record.member === ours.member))
      return [];
    if (ours.measure === 'layer-responses') return [];
    const difference = differenceFrom(runs, paper, ours.measure);
    if (difference === null) return [];
    const sentence = `${difference.left.toFixed(2)}% is ${pointsThan(difference.value)} the paper's ${paper.toFixed(2)}% (${intervalText(difference)}, ${sourceText(difference)}).`;
    return [{ cell: `${table}: ${cell}`, paper, difference, sentence }];
  });
