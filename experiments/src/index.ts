import type { Experiment } from '@resnet/training';
import { choices } from './cifar10/choices.js';
import { degradation } from './cifar10/degradation.js';
import { figure1 } from './cifar10/figure-1.js';
import { figure6 } from './cifar10/figure-6.js';
import { figure7 } from './cifar10/figure-7.js';
import { preActivation } from './cifar10/pre-activation.js';
import { precision } from './cifar10/precision.js';
import { shortcuts } from './cifar10/shortcuts.js';
import { signals } from './cifar10/signals.js';
import { table6 } from './cifar10/table-6.js';

/** Every experiment there is; members that experiments share name the experiment whose runs they are. */
export const experiments: readonly Experiment[] = [
  ...[figure1, figure6, figure7, table6, degradation],
  ...[precision, shortcuts, choices, preActivation, signals],
];
export { membersNamed } from './members-named.js';
export { cifarMember } from './cifar10/member.js';
export { figure6 } from './cifar10/figure-6.js';
