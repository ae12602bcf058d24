import { memberKey, type Run } from '@resnet/run-log';
import { measure } from './measurement.js';
import { mean } from './statistics.js';
import { printedName, unique } from './words.js';

/** Where the finished runs of one member on one budget ended, in percent, averaged over n seeds. */
export interface MemberErrors {
  /** As printed: `ResNet-56`. */
  readonly name: string;
  readonly family: 'plain' | 'residual';
  readonly depth: number;
  readonly training: number;
  readonly test: number;
  readonly n: number;
}

/** The mean final errors of each member with a finished run, plain ones first, by depth; `runs` counted, of one budget. */
export const meanErrors = (runs: readonly Run[]): readonly MemberErrors[] =>
  unique(runs.map(({ record }) => memberKey(record))).flatMap((key) => {
    const own = runs.filter(({ record }) => memberKey(record) === key);
    const [first] = own;
    const training = measure(own, 'training').values;
    const test = measure(own, 'test').values;
    if (first === undefined || training.length === 0 || test.length === 0) return [];
    const { member, network } = first.record;
    const { family, depth } = network;
    return [{ name: printedName(member), family, depth, training: mean(training), test: mean(test), n: test.length }];
  });
