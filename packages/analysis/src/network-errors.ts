import type { Run } from '@resnet/run-log';
import { measure } from './measurement.js';
import { runsOfNetwork } from './select-runs.js';
import { mean } from './statistics.js';
import { printedName, unique } from './words.js';

/** Where the finished runs of one network on one budget ended, in percent, averaged over n seeds. */
export interface NetworkErrors {
  /** As printed: `ResNet-56`. */
  readonly name: string;
  readonly family: 'plain' | 'residual';
  readonly depth: number;
  readonly training: number;
  readonly test: number;
  readonly n: number;
}

/** The mean final errors of each network with a finished run, plain ones first, by depth; `runs` counted, of one budget. */
export const meanErrors = (runs: readonly Run[]): readonly NetworkErrors[] =>
  unique(runs.map(({ record }) => record.network.name)).flatMap((network) => {
    const own = runsOfNetwork(runs, network);
    const [first] = own;
    const training = measure(own, 'training').values;
    const test = measure(own, 'test').values;
    if (first === undefined || training.length === 0 || test.length === 0) return [];
    const { family, depth } = first.record.network;
    return [{ name: printedName(network), family, depth, training: mean(training), test: mean(test), n: test.length }];
  });
