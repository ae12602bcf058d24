import type { Engine } from '@resnet/engine';
import { UsageError } from '../errors.js';
import { listNames } from '../suggest.js';
import { isOpen, type PlannedRun } from './plan-runs.js';

/** Throws a `UsageError` where a run that is left to do has a precision of its own that the engine does not have here. */
export const guardPrecisions = (
  planned: readonly Pick<PlannedRun, 'state' | 'member'>[],
  { name, precisions }: Pick<Engine, 'name' | 'precisions'>,
): void => {
  const members = [...new Set(planned.filter(isOpen).map(({ member }) => member))];
  const missing = members.filter(({ precision }) => precision !== undefined && !precisions.includes(precision));
  if (missing.length === 0) return;
  const others = members.filter((member) => !missing.includes(member)).map((member) => member.name);
  const runs = missing.map((member) => `${member.name} in ${String(member.precision)}`);
  throw new UsageError(
    `engine ${name} has ${listNames(precisions)} here, and cannot train ${listNames(runs, 'and')}: ${others.length === 0 ? 'use another engine or another machine' : `train the others with --only ${others.join(',')}`}`,
  );
};
