import { runKey, type Run, type RunRecord } from '@resnet/run-log';
import { shortfall } from '../runs/index.js';
import { printedName, unique } from '../words.js';

/** Runs that are compared as one: those of a member on a budget, or some of them. Plain JSON. */
export interface ComparedSide {
  /** `ResNet-56 on the short budget, seed 1`. */
  readonly label: string;
  readonly experiment: string;
  readonly member: string;
  readonly budget: RunRecord['budget'];
  readonly seeds: readonly number[];
  /** Folders below the root of the results. */
  readonly runs: readonly string[];
  /** Of runs that have not finished, how far they came. */
  readonly remarks: readonly string[];
}

/** What a side is. Throws a `RangeError` where its runs are of several members or budgets, or there is none. */
export const comparedSide = (runs: readonly Run[]): ComparedSide => {
  const keys = runs.map(({ record }) => runKey(record));
  const [record] = runs.map((run) => run.record);
  const members = unique(runs.map((run) => `${run.record.experiment}/${run.record.budget}/${run.record.member}`));
  if (record === undefined || members.length > 1)
    throw new RangeError(`expected runs of one member on one budget to a side, got ${members.join(', ') || 'none'}`);
  const { experiment, member, budget } = record;
  const seeds = runs.map((run) => run.record.seed);
  const seedText = seeds.length === 1 ? `seed ${seeds.join('')}` : `seeds ${seeds.join(', ')}`;
  const label = `${printedName(member)} on the ${budget} budget, ${seedText}`;
  return { label, experiment, member, budget, seeds, runs: keys, remarks: runs.flatMap(remarkOn) };
};

const remarkOn = (run: Run): readonly string[] => {
  const reason = shortfall(run);
  return reason === null ? [] : [`seed ${run.record.seed} ${reason}`];
};

/** What something is for the runs of a side: each answer once. */
export const answerOf = (runs: readonly Run[], answer: (record: RunRecord) => string): string =>
  unique(runs.map(({ record }) => answer(record))).join('; ');
