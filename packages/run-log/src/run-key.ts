import type { RunRecord } from './record.js';

/** What tells a run from every other. A record is one, and so is what an experiment says of a run not yet made. */
export type RunIdentity = Pick<RunRecord, 'experiment' | 'budget' | 'member' | 'seed'>;

/** What a run of an experiment's member is, made or not yet made. */
export const runIdentity = (
  { id }: { readonly id: string },
  { name, runs = id }: Pick<MemberName, 'name' | 'runs'>,
  { budget, seed }: Pick<RunIdentity, 'budget' | 'seed'>,
): RunIdentity => ({ experiment: runs, budget, member: name, seed });

/** A member of an experiment, as far as it tells which runs are its own. */
export interface MemberName {
  readonly name: string;
  /** The experiment whose runs they are, where it is another. */
  readonly runs?: string | undefined;
  /** Runs in another precision are not its own; left out, any precision is. */
  readonly precision?: string | undefined;
}

/** Whether a run is of an experiment's member; one whose precision is not known is by its key alone. */
export const isRunOf = (
  experiment: { readonly id: string },
  member: MemberName,
  run: RunIdentity & { readonly precision?: string },
): boolean =>
  memberKey(runIdentity(experiment, member, run)) === memberKey(run) &&
  (member.precision === undefined || run.precision === undefined || run.precision === member.precision);

/** A part of a name between slashes: it is the name of a folder too. */
const segment = /^[A-Za-z0-9][A-Za-z0-9._+-]*$/;

/**
 * The key of a run, equal for two runs where they are the same: `cifar10/figure-6/short/resnet-20/seed-1`. Throws a
 * `RangeError` for names that cannot be folders.
 */
export const runKey = (run: RunIdentity): string => `${memberKey(run)}/seed-${run.seed}`;

/** The key that the runs of all seeds of one member on one budget share. Throws as `runKey`. */
export const memberKey = ({ experiment, budget, member }: Omit<RunIdentity, 'seed'>): string => {
  checkName('an experiment', experiment);
  checkName('a member', member);
  return `${experiment}/${budget}/${member}`;
};

/** Whether an experiment or a member can have this name: every part between slashes can be a folder, and is no seed's. */
export const isRunName = (name: string): boolean =>
  name.split('/').every((part) => segment.test(part) && !/^seed-\d+$/.test(part));

const checkName = (what: string, name: string): void => {
  if (isRunName(name)) return;
  throw new RangeError(
    `${what} is named by letters, digits and . _ + - between slashes, with no part like seed-1, as resnet-20/nesterov; got ${JSON.stringify(name)}`,
  );
};
