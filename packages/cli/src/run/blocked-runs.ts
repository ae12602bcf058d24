import { memoryLimit, type Engine } from '@resnet/engine';
import { formatBytes } from '../format.js';
import { isOpen, runMemory, type PlannedRun, type SessionOptions } from './plan-runs.js';

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

/** Which runs need more memory than this machine has, a line each, before the first is trained. */
export const describeTooLarge = (
  planned: readonly PlannedRun[],
  { here = memoryLimit(), ...options }: SessionOptions & { readonly here?: number },
): readonly string[] =>
  planned.filter(isOpen).flatMap((run) => {
    const { bytes, groupsAtOnce } = runMemory(run, options);
    if (bytes <= here) return [];
    const fewer = groupsAtOnce === 1 ? '' : `compute fewer than ${groupsAtOnce} statistics groups at once, or `;
    return `${run.member.name}, seed ${run.seed}, needs ${formatBytes(bytes)} of memory, and this machine has ${formatBytes(here)}: ${fewer}train it on another machine`;
  });
