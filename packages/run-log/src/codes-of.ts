import type { Code, RunRecord } from './record.js';

/** The code of a run from an iteration on. */
export interface CodeFrom extends Code {
  readonly iteration: number;
}

/** The code that trained a run: what it began with and, in their order, what it was resumed with where that differed. */
export const codesOf = ({
  commit,
  clean,
  events,
}: Pick<RunRecord, 'commit' | 'clean' | 'events'>): readonly [CodeFrom, ...CodeFrom[]] => [
  { iteration: 0, commit, clean },
  ...events.flatMap(({ iteration, code }) => (code === undefined ? [] : [{ iteration, ...code }])),
];
