import { type BudgetRuns, byBudget, degradationTable, paragraphs, type Run, tableBody } from '@resnet/analysis';
import { experimentNamed } from './paper-outputs.js';
import { sourceRuns } from './source-runs.js';

const begin = '<!-- results: built by paper-figures -->';
const end = '<!-- /results -->';

/** The README with what the runs show of the degradation, a table and a paragraph, between its two marks. */
export const withResults = (readme: string, runs: readonly Run[]): string => {
  const [before, rest] = split(readme, begin);
  const [, after] = split(rest, end);
  const experiment = experimentNamed('cifar10/degradation');
  const own = largestBudgets(sourceRuns({ experiment }, runs), experiment.members.length);
  const parts = ['<!-- prettier-ignore-start -->', tableBody(degradationTable(own)), paragraphs(own).join('\n\n')];
  return `${before}${begin}\n${parts.join('\n\n')}\n\n<!-- prettier-ignore-end -->\n${end}${after}`;
};

/** The largest budgets, down to the first on which runs of all members have finished: shorter ones say less of the same. */
const largestBudgets = (runs: readonly Run[], members: number): readonly Run[] => {
  const groups = byBudget(runs);
  const complete = groups.findIndex((group) => finishedMembers(group) === members);
  return groups.slice(0, complete < 0 ? groups.length : complete + 1).flatMap((group) => group.runs);
};

const finishedMembers = ({ runs }: BudgetRuns): number =>
  new Set(runs.flatMap(({ record }) => (record.state === 'finished' ? [record.member] : []))).size;

const split = (text: string, mark: string): readonly [string, string] => {
  const at = text.indexOf(mark);
  if (at < 0) throw new Error(`expected the mark ${mark} in README.md, found none: put it back`);
  return [text.slice(0, at), text.slice(at + mark.length)];
};
