import { errorsByBudget, errorText, type MemberErrors, observations, paragraphs } from '@resnet/analysis';
import type { Run } from '@resnet/run-log';
import { type Column, textTable } from './text-table.js';

/**
 * What was seen, for a terminal: for each budget a table of errors and what follows from it, a sentence a line. Then where
 * the same members ended in other runs.
 */
export const formatSeen = (runs: readonly Run[], others: readonly Run[]): string => {
  const seen = observations(runs).flatMap(({ title, errors, sentences }) => [
    ...(errors.length === 0 ? [] : [`On the ${title}:`, errorTable(errors)]),
    ...(sentences.length === 0 ? [] : [sentences.join('\n')]),
  ]);
  const before = recordedBefore(runs, others);
  return [...(seen.length === 0 ? paragraphs(runs) : seen), ...(before === null ? [] : [before])].join('\n\n');
};

const number = (head: string): Column => ({ head, align: 'right' });

const errorTable = (errors: readonly MemberErrors[]): string =>
  textTable(
    [{ head: 'network' }, number('training error'), number('test error'), number('runs')],
    errors.map(({ name, training, test, n }) => [name, errorText(training), errorText(test), String(n)]),
  );

/** A row for each member, a column for each budget; null where no other run is of the same members. */
const recordedBefore = (runs: readonly Run[], others: readonly Run[]): string | null => {
  const member = ({ record }: Run): string => `${record.experiment}/${record.member}`;
  const members = new Set(runs.map(member));
  const budgets = errorsByBudget(others.filter((run) => members.has(member(run))));
  if (budgets.length === 0) return null;
  const keyOf = ({ experiment, name }: MemberErrors): string => `${experiment}/${name}`;
  const found = budgets.flatMap(({ errors }) => errors);
  const rows = new Map(found.sort(byFamilyAndDepth).map((errors) => [keyOf(errors), errors.name]));
  const table = textTable(
    [{ head: 'network' }, ...budgets.map(({ budget }) => number(`${budget} budget`))],
    [...rows].map(([key, name]) => [
      name,
      ...budgets.map(({ errors }) => {
        const own = errors.find((one) => keyOf(one) === key);
        return own === undefined ? 'not run' : `${errorText(own.training)} / ${errorText(own.test)} (${own.n})`;
      }),
    ]),
  );
  return `Runs recorded before, training / test error (runs):\n\n${table}`;
};

const byFamilyAndDepth = (a: MemberErrors, b: MemberErrors): number =>
  a.family.localeCompare(b.family) || a.depth - b.depth;
