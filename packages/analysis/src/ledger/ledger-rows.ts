import { runKey, type BudgetName, type Run } from '@resnet/run-log';
import { type CellSource, cifar10Cells, type PaperCell } from '../paper/index.js';
import {
  byBudget,
  countedRuns,
  finalValue,
  type Measure,
  type Quantity,
  runsOfMember,
  shortfall,
  withoutSmoke,
} from '../runs/index.js';
import { mean, meanErrors, sampleDeviation } from '../statistics/index.js';
import { unique } from '../words.js';
import type { IterationError, LedgerRow, LedgerValue } from './ledger-row.js';

/**
 * Every number of the paper about CIFAR-10 with ours beside it: a row for the paper's budget, run or not, and one for
 * each other budget on which its member was run, the largest first.
 */
export const ledgerRows = (runs: readonly Run[]): readonly LedgerRow[] => {
  const counted = countedRuns(withoutSmoke(runs)).filter(({ record }) => record.experiment === 'cifar10/figure-6');
  return cifar10Cells.flatMap((cell) => rowsOf(cell, counted));
};

const rowsOf = (cell: PaperCell, counted: readonly Run[]): readonly LedgerRow[] => {
  if (cell.ours === null) return [rowOf(cell, 'paper', [])];
  const own = runsOfMember(counted, cell.ours.member);
  const rows = byBudget(own).map(({ budget, runs }) => rowOf(cell, budget, runs));
  return rows[0]?.budget === 'paper' ? rows : [rowOf(cell, 'paper', []), ...rows];
};

const rowOf = (
  { table, cell, paper, remark, ours }: PaperCell,
  budget: BudgetName,
  runs: readonly Run[],
): LedgerRow => ({
  ...{
    table,
    cell,
    unit: ours?.measure === 'layer-responses' ? ('standard deviation' as const) : ('percent' as const),
    paper,
  },
  paperRemark: remark,
  quoted: ours === null,
  ours: ours === null ? null : valueOf(runs, ours),
  budget,
  deviations: unique(runs.flatMap(({ record }) => record.deviations)),
  remarks: ours === null ? [] : remarksOn(runs, ours),
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

const shortfallOf = (run: Run, measure: Quantity): readonly string[] => {
  const reason = shortfall(run) ?? (finalValue(run, measure) === null ? 'was recorded without it' : null);
  return reason === null ? [] : [`seed ${run.record.seed} ${reason}`];
};

const finishedRuns = (runs: readonly Run[], measure: Quantity): readonly Run[] =>
  runs.filter((run) => finalValue(run, measure) !== null);

const valueOf = (runs: readonly Run[], { measure, over }: CellSource): LedgerValue | null => {
  const finished = finishedRuns(runs, measure);
  const chosen = over === 'mean' ? finished : bestRun(finished, measure, over.bestOf);
  if (chosen.length === 0) return null;
  const errors = chosen.map((run) => finalValue(run, measure) ?? Number.NaN);
  const curve = measure === 'layer-responses' ? [] : meanCurve(chosen, measure);
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
const bestRun = (runs: readonly Run[], measure: Quantity, bestOf: number): readonly Run[] => {
  if (runs.length < bestOf) return [];
  const errorOf = (run: Run): number => finalValue(run, measure) ?? Infinity;
  return runs
    .slice(0, bestOf)
    .toSorted((a, b) => errorOf(a) - errorOf(b))
    .slice(0, 1);
};

/** The mean over the runs at each iteration that all of them logged. */
const meanCurve = (runs: readonly Run[], measure: Measure): readonly IterationError[] =>
  [...meanErrors(runs, measure)].map(([iteration, error]) => ({ iteration, error }));
