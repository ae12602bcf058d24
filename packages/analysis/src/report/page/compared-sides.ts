import { memberKey, type Run } from '@resnet/run-log';
import { printedName, seedsText, unique } from '../../words.js';

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

/** The places of the two that are compared at first: different members on one budget, in one precision where there are such. */
export const firstSides = (choices: readonly SideChoice[]): readonly [number, number] => {
  const pairs = choices.flatMap((left, at) =>
    choices.flatMap((right, other) => (other > at && areComparable(left, right) ? [[at, other] as const] : [])),
  );
  const inOnePrecision = pairs.find((pair) => precisionsOf(pair.flatMap((at) => choices[at]?.runs ?? [])).length === 1);
  return inOnePrecision ?? pairs[0] ?? [0, 1];
};

const areComparable = (left: SideChoice, right: SideChoice): boolean =>
  left.budget === right.budget && left.runs[0]?.record.member !== right.runs[0]?.record.member;

const precisionsOf = (runs: readonly Run[]): readonly string[] => unique(runs.map(({ record }) => record.precision));

/** Why two sides cannot be compared: they have a run in common; `null` where they have none. */
export const commonRuns = (left: readonly Run[], right: readonly Run[]): string | null => {
  const seeds = left.filter((run) => right.includes(run)).map(({ record }) => record.seed);
  return seeds.length === 0
    ? null
    : `Both sides have the run of ${seedsText(seeds)}: choose two that have no run in common.`;
};
