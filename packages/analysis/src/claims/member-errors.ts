import { memberKey, type Run } from '@resnet/run-log';
import { byBudget, countedRuns, withoutSmoke } from '../runs/index.js';
import { meanError, runValues } from '../statistics/index.js';
import { printedName, unique } from '../words.js';
import type { ClaimMember } from './claim.js';

/** Where the finished runs of one member on one budget ended, over n seeds. */
export interface MemberErrors extends ClaimMember {
  /** As printed: `ResNet-56`. */
  readonly name: string;
  readonly family: 'plain' | 'residual';
  readonly depth: number;
  /** Mean errors in percent; `test` is `null` where only images held out for validation were evaluated. */
  readonly training: number;
  readonly test: number | null;
  readonly n: number;
}

/** The mean final errors of each member with a finished run, plain ones first, by depth; `runs` counted, of one budget. */
export const memberErrors = (runs: readonly Run[]): readonly MemberErrors[] =>
  unique(runs.map(({ record }) => memberKey(record))).flatMap((key) => {
    const own = runs.filter(({ record }) => memberKey(record) === key);
    const [training, test] = [runValues(own, 'training'), runValues(own, 'test')];
    const first = own[0]?.record;
    if (first === undefined || training.length === 0) return [];
    const { experiment, member, network } = first;
    const { family, depth } = network;
    const means = { training: meanError(training), test: test.length === 0 ? null : meanError(test) };
    return [{ experiment, member, name: printedName(member), family, depth, ...means, n: training.length }];
  });

/** `12.3%`; `not measured`. */
export const errorText = (error: number | null): string => (error === null ? 'not measured' : `${error.toFixed(1)}%`);

/** The same budget by budget, longest first, of any runs but smoke ones. */
export const errorsByBudget = (
  runs: readonly Run[],
): readonly { readonly budget: string; readonly errors: readonly MemberErrors[] }[] =>
  byBudget(withoutSmoke(countedRuns(runs))).map(({ budget, runs }) => ({ budget, errors: memberErrors(runs) }));
