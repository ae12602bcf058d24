import { isRunOf, type MemberName, runKey, type Run } from '@resnet/run-log';
import { formatCount } from '../words.js';

const supersedes = (run: Run, other: Run): boolean => {
  const finished = run.record.state === 'finished';
  if (finished !== (other.record.state === 'finished')) return finished;
  return run.record.startedAt > other.record.startedAt;
};

/**
 * The runs that count, ordered by member and seed: one for each key, since the same seed twice is
 * not two samples. A finished run supersedes an unfinished one, then a later run an earlier one.
 */
export const countedRuns = (runs: readonly Run[]): readonly Run[] => {
  const counted = new Map<string, Run>();
  for (const run of runs) {
    const key = runKey(run.record);
    const other = counted.get(key);
    if (other === undefined || supersedes(run, other)) counted.set(key, run);
  }
  return [...counted.values()].sort(
    ({ record: a }, { record: b }) =>
      a.network.family.localeCompare(b.network.family) ||
      a.network.depth - b.network.depth ||
      a.member.localeCompare(b.member) ||
      a.seed - b.seed,
  );
};

/** Smoke runs test the suite: their errors mean nothing. */
export const withoutSmoke = (runs: readonly Run[]): readonly Run[] =>
  runs.filter(({ record }) => record.budget !== 'smoke');

/** What of an experiment tells which runs are its members'. */
export interface ExperimentMembers {
  readonly id: string;
  readonly members: readonly MemberName[];
}

/** Of any runs, those of an experiment's members, also where another experiment made them. */
export const runsOfExperiment = (experiment: ExperimentMembers, runs: readonly Run[]): readonly Run[] =>
  runs.filter(({ record }) => isOfExperiment(experiment, record));

/** Whether a run is of an experiment's members. */
export const isOfExperiment = (experiment: ExperimentMembers, run: Parameters<typeof isRunOf>[2]): boolean =>
  experiment.members.some((member) => isRunOf(experiment, member, run));

/** Of an experiment's runs already counted, those of one member. */
export const runsOfMember = (runs: readonly Run[], member: string): readonly Run[] =>
  runs.filter(({ record }) => record.member === member);

/** Of an experiment's runs, those of some of its members. */
export const runsOfMembers = (runs: readonly Run[], members: readonly string[]): readonly Run[] =>
  runs.filter(({ record }) => members.includes(record.member));

/** How far a run came that has not finished: `diverged at iteration 431`; `null` for a finished one. */
export const shortfall = ({ record, training }: Run): string | null => {
  const reached = training.at(-1)?.iteration ?? 0;
  switch (record.state) {
    case 'finished':
      return null;
    case 'diverged':
      return `diverged at iteration ${formatCount(divergedAt(record.events) ?? reached)}`;
    case 'running':
      return `unfinished at iteration ${formatCount(reached)} of ${formatCount(record.iterations)}`;
    default:
      return record.state satisfies never;
  }
};

const divergedAt = (events: Run['record']['events']): number | undefined =>
  events.findLast(({ kind }) => kind === 'diverged')?.iteration;
