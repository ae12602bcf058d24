import type { Engine } from '@resnet/engine';
import type { PlannedRun } from './plan-runs.js';

/** Why some runs cannot be trained, and what to do: a line each, before anything is trained. */
export const describeBlocked = (
  planned: readonly PlannedRun[],
  { precisions }: Pick<Engine, 'precisions'>,
): readonly string[] =>
  planned.flatMap(({ member, seed, blockedBy }) => {
    if (blockedBy === null) return [];
    const { folder, record } = blockedBy;
    // A member that has a precision of its own is of no other.
    const isOpen = member.precision === undefined && precisions.some((one) => one === record.precision);
    const take = isOpen ? `take that one by --precision ${record.precision}, ` : '';
    return `${member.name}, seed ${seed}, is not trained, since ${folder} is a run in ${record.precision}: ${take}train this one elsewhere with --out, or start over with --fresh`;
  });
