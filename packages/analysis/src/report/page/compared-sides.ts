import { memberKey, type Run } from '@resnet/run-log';
import { printedName, unique } from '../../words.js';

/** What can stand on a side of a comparison: the runs of a member on a budget, or one of them. */
export interface SideChoice {
  readonly label: string;
  readonly budget: string;
  readonly runs: readonly Run[];
}

/** Every member on every budget with all its seeds, and each seed of those that have several. */
export const sideChoices = (runs: readonly Run[]): readonly SideChoice[] =>
  unique(runs.map(({ record }) => memberKey(record))).flatMap((key) => {
    const own = runs.filter(({ record }) => memberKey(record) === key);
    const [first] = own;
    if (first === undefined) return [];
    const { member, budget, experiment } = first.record;
    const name = `${printedName(member)} (${experiment})`;
    const one = own.map((run) => ({ label: `${name}, seed ${run.record.seed}`, budget, runs: [run] }));
    return own.length === 1 ? one : [{ label: `${name}, ${own.length} seeds`, budget, runs: own }, ...one];
  });
