import { resolve } from 'node:path';
import type { Precision } from '@resnet/engine';
import type { Run } from '@resnet/run-log';
import { differencesFromMember, type Experiment, type RunData } from '@resnet/training';
import { firstDifference } from '../first-difference.js';
import { committedRuns, ownRuns } from '../verbs/results-folders.js';
import type { Work } from './choose-work.js';
import { readEarlierRuns } from './read-earlier-runs.js';
import type { RunCommand } from './run-command.js';
import type { SelectedRun } from './select-runs.js';

export interface CommittedOptions {
  readonly command: Pick<RunCommand, 'out' | 'again' | 'fresh'>;
  readonly experiment: Experiment;
  readonly runs: readonly SelectedRun[];
  /** Where a member leaves it open. */
  readonly precision: Precision;
  /** `null` where the data set is not here. */
  readonly data: RunData | null;
  /** Where runs are committed. */
  readonly folder?: string;
}

/** Finished runs that are committed under the names of some that are asked for. */
export interface CommittedRuns {
  /** What would be trained here: it need not be. */
  readonly same: readonly Run[];
  readonly others: readonly OtherRun[];
}

/** A run that is not what would be trained here. */
export interface OtherRun {
  readonly run: Run;
  /** A sentence each. */
  readonly differences: readonly string[];
}

/**
 * The committed runs that are finished, on any budget: those of the same network, recipe, data set and precision, and
 * others. None where the runs go to a folder of their own, or are to be trained whatever there is.
 */
export const findCommittedRuns = async (options: CommittedOptions): Promise<CommittedRuns> => {
  const { command, experiment, runs, folder = committedRuns } = options;
  if (resolve(command.out) !== resolve(ownRuns) || command.again || command.fresh) return { same: [], others: [] };
  const earlier = await readEarlierRuns({ experiment, runs, out: folder });
  const compared = earlier
    .filter(({ record }) => record.state === 'finished')
    .map((run) => ({ run, differences: differencesOf(run, options) }));
  return {
    same: compared.filter(({ differences }) => differences.length === 0).map(({ run }) => run),
    others: compared.filter(({ differences }) => differences.length > 0),
  };
};

const differencesOf = ({ record }: Run, { runs, precision, data }: CommittedOptions): readonly string[] => {
  const member = runs.find(({ member }) => member.name === record.member)?.member;
  if (member === undefined) throw new RangeError(`expected a run of a member that is asked for, got ${record.member}`);
  const checksums = data?.checksums ?? null;
  return differencesFromMember(record, { member, checksums, precision: member.precision ?? precision });
};

/** Why committed runs of a budget do not count, where nothing of them has been trained here yet; a line each. */
export const describeOthers = (others: readonly OtherRun[], { budget, planned }: Work): readonly string[] =>
  others
    .filter(({ run: { record } }) => record.budget === budget && isToDo(record, planned))
    .map(
      ({ run, differences }) =>
        `${run.folder} is another run (${firstDifference(differences)}): it is trained here too`,
    );

const isToDo = ({ member, seed }: Run['record'], planned: Work['planned']): boolean =>
  planned.some((run) => run.state === null && run.member.name === member && run.seed === seed);

/** What to do about runs that were taken. */
export const howToTrainAgain = `What is finished in ${committedRuns} was not trained again; --again does. Add --beside ${committedRuns} to resnet tables, figures or report to have it with your own runs.`;
