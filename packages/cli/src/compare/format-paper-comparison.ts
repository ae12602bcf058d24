import type { PaperComparison } from '@resnet/analysis';
import { textTable } from '../text-table.js';

type Line = PaperComparison['protocol'][number];

const agreements: Readonly<Record<Line['agreement'], string>> = {
  'as-in-paper': 'as in the paper',
  differs: 'differs',
  'default-choice': 'our default',
  'other-choice': 'another choice',
};

const noNumber =
  'The paper prints no number of it on CIFAR-10. Those on ImageNet are in the tables of `resnet tables`.';

/**
 * Runs against the paper as text for a terminal: its numbers, its protocol line by line, and what the runs recorded as
 * deviations.
 */
export const formatPaperComparison = ({ side, values, protocol, deviations }: PaperComparison): string =>
  [
    [
      `${[side.label, ...side.remarks].join('; ')} (${side.runs.join(', ')})`,
      ...(values.length > 0 ? values.map(({ cell, sentence }) => `${cell}: ${sentence}`) : [noNumber]),
    ].join('\n'),
    textTable(
      [{ head: 'protocol' }, { head: 'paper' }, { head: 'run' }, { head: '' }],
      protocol.map(({ what, paper, run, agreement }) => [what, paper ?? 'left open', run, agreements[agreement]]),
    ),
    ['deviations, as recorded:', ...(deviations.length === 0 ? ['none'] : deviations)].join('\n  '),
  ].join('\n\n');
