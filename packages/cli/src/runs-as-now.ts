import type { Precision } from '@resnet/engine';
import { isRunOf, type Run } from '@resnet/run-log';
import { differencesFromMember, type Experiment, type Member } from '@resnet/training';
import { firstDifference } from './first-difference.js';

/**
 * Of any runs, those of an experiment's members as they are now. A run of a member that has been changed since is another
 * one under the same name: it is left out, and `say` is told so.
 */
export const runsAsNow = (experiment: Experiment, runs: readonly Run[], say: (line: string) => void): readonly Run[] =>
  runs.filter(({ folder, record }) => {
    const member = experiment.members.find((one) => isRunOf(experiment, one, record));
    if (member === undefined) return false;
    const precision = record.precision as Precision;
    const differences = differencesFromMember(record, { member, checksums: null, precision }).filter((difference) =>
      isOfTraining(difference, member),
    );
    if (differences.length === 0) return true;
    say(`${folder} is left out, since ${member.name} has changed since then (${firstDifference(differences)})`);
    return false;
  });

/** What a run writes, and how often, changes no weight, unless its rate drops by what evaluations find. */
const isOfTraining = (difference: string, { recipe: { schedule } }: Member): boolean =>
  !difference.startsWith('recipe.log.') ||
  (difference.startsWith('recipe.log.evaluationEvery') &&
    schedule.kind === 'plateau' &&
    schedule.error.kind !== 'training');
