import type { Experiment } from '@resnet/training';
import { degradation } from './cifar10/degradation.js';
import { figure1 } from './cifar10/figure-1.js';
import { figure6 } from './cifar10/figure-6.js';
import { table6 } from './cifar10/table-6.js';

/** Every experiment there is; those that share runs name the experiment whose runs they are. */
export const experiments: readonly Experiment[] = [figure1, figure6, table6, degradation];
