import { runKey, type BudgetName, type Run } from '@resnet/run-log';
import { type CellSource, cifar10Cells, type PaperCell } from '../paper/index.js';
import {
  byBudget,
  countedRuns,
  type Measure,
  runsOfMember,
  whyWithout,
  withoutSmoke,
  withPaperBudget,
} from '../runs/index.js';
import { bestRun, mean, meanErrors, runValues, sampleDeviation } from '../statistics/index.js';
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
  return withPaperBudget(byBudget(own)).map(({ budget, runs }) => rowOf(cell, budget, runs));
};

const rowOf = (
  { table, cell, paper, deviation, remark, ours }: PaperCell,
  budget: BudgetName,
  runs: readonly Run[],
): LedgerRow => ({
  ...{
    table,
    cell,
    unit: ours?.measure === 'layer-responses' ? ('standard deviation' as const) : ('percent' as const),
    paper,
    ...(deviation === undefined ? {} : { paperDeviation: deviation }),
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
  const finished = runValues(runs, measure).length;
  return [
    ...runs.flatMap((run) => {
      const reason = whyWithout(run, measure);
      return reason === null ? [] : [`seed ${run.record.seed} ${reason}`];
    }),
    ...(over === 'mean' || finished >= over.bestOf
      ? []
      : [`best of ${over.bestOf} needs as many runs, found ${finished}`]),
  ];
};

const valueOf = (runs: readonly Run[], { measure, over }: CellSource): LedgerValue | null => {
  const finished = runValues(runs, measure);
  const best = over === 'mean' ? null : bestRun(finished, over.bestOf);
  const chosen = over === 'mean' ? finished : best === null ? [] : [best];
  if (chosen.length === 0) return null;
  const errors = chosen.map(({ error }) => error);
  const ofRuns = chosen.map(({ run }) => run);
  const curve = measure === 'layer-responses' ? [] : meanCurve(ofRuns, measure);
  const last = { iteration: Math.max(...ofRuns.map(({ record }) => record.iterations)), error: mean(errors) };
  return {
    n: over === 'mean' ? finished.length : over.bestOf,
    last,
    sd: errors.length < 2 ? null : sampleDeviation(errors),
    best: curve.reduce((least, point) => (point.error < least.error ? point : least), last),
  };
};

/** The mean over the runs at each iteration that all of them logged. */
const meanCurve = (runs: readonly Run[], measure: Measure): readonly IterationError[] =>
  [...meanErrors(runs, measure)].map(([iteration, error]) => ({ iteration, error }));
