import { runKey, type BudgetName, type Run } from '@resnet/run-log';
import { type CellSource, cifar10Cells, type PaperCell } from '../paper/index.js';
import { byBudget, countedRuns, finalError, type Measure, runsOfMember, shortfall } from '../runs/index.js';
import { mean, meanErrors, sampleDeviation } from '../statistics/index.js';
import { unique } from '../words.js';
import type { IterationError, LedgerRow, LedgerValue } from './ledger-row.js';

/**
 * Every number of the paper about CIFAR-10 with ours beside it: a row for each budget on which its member was run, the largest
 * first, and one that says so where it was not run.
 */
export const ledgerRows = (runs: readonly Run[]): readonly LedgerRow[] => {
  const counted = countedRuns(runs).filter(
    ({ record }) => record.experiment === 'cifar10/figure-6' && record.budget !== 'smoke',
  );
  return cifar10Cells.flatMap((cell) => rowsOf(cell, counted));
};

const rowsOf = (cell: PaperCell, counted: readonly Run[]): readonly LedgerRow[] => {
  if (cell.ours === null) return [rowOf(cell, 'paper', [])];
  const own = runsOfMember(counted, cell.ours.member);
  const groups = byBudget(own);
  if (groups.length === 0) return [rowOf(cell, 'paper', [])];
  return groups.map(({ budget, runs }) => rowOf(cell, budget, runs));
};

const rowOf = (
  { table, cell, paper, remark, ours }: PaperCell,
  budget: BudgetName,
  runs: readonly Run[],
): LedgerRow => ({
  ...{ table, cell, paper },
  quoted: ours === null,
  ours: ours === null ? null : valueOf(runs, ours),
  budget,
  deviations: unique(runs.flatMap(({ record }) => record.deviations)),
  remarks: [...(remark === null ? [] : [remark]), ...(ours === null ? [] : remarksOn(runs, ours))],
  runs: runs.map(({ record }) => runKey(record)),
});

const remarksOn = (runs: readonly Run[], { measure, over }: CellSource): readonly string[] => {
  if (runs.length === 0) return ['not run'];
  const finished = finishedRuns(runs, measure).length;
  return [
    ...runs.flatMap((run) => shortfallOf(run, measure)),
    ...(over === 'mean' || finished >= over.bestOf
      ? []
      : [`best of ${over.bestOf} needs as many runs, found ${finished}`]),
  ];
};

const shortfallOf = (run: Run, measure: Measure): readonly string[] => {
  const reason = shortfall(run) ?? (finalError(run, measure) === null ? 'was recorded without it' : null);
  return reason === null ? [] : [`seed ${run.record.seed} ${reason}`];
};

const finishedRuns = (runs: readonly Run[], measure: Measure): readonly Run[] =>
  runs.filter((run) => finalError(run, measure) !== null);

const valueOf = (runs: readonly Run[], { measure, over }: CellSource): LedgerValue | null => {
  const finished = finishedRuns(runs, measure);
  const chosen = over === 'mean' ? finished : bestRun(finished, measure, over.bestOf);
  if (chosen.length === 0) return null;
  const errors = chosen.map((run) => finalError(run, measure) ?? Number.NaN);
  const curve = meanCurve(chosen, measure);
  const last = { iteration: Math.max(...chosen.map(({ record }) => record.iterations)), error: mean(errors) };
  return {
    mean: last.error,
    sd: errors.length < 2 ? null : sampleDeviation(errors),
    n: finished.length,
    last,
    best: curve.reduce((best, point) => (point.error < best.error ? point : best), last),
  };
};

/** As the paper does it: of just so many runs the one with the lowest error at its end. */
const bestRun = (runs: readonly Run[], measure: Measure, bestOf: number): readonly Run[] => {
  if (runs.length < bestOf) return [];
  const errorOf = (run: Run): number => finalError(run, measure) ?? Infinity;
  return runs
    .slice(0, bestOf)
    .toSorted((a, b) => errorOf(a) - errorOf(b))
    .slice(0, 1);
};

/** The mean over the runs at each iteration that all of them logged. */
const meanCurve = (runs: readonly Run[], measure: Measure): readonly IterationError[] =>
  [...meanErrors(runs, measure)].map(([iteration, error]) => ({ iteration, error }));
