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
import { warmUp } from './cifar10/warm-up.js';
import { figure4 } from './imagenet/figure-4.js';
import { table2 } from './imagenet/table-2.js';
import { table3 } from './imagenet/table-3.js';
import { table4 } from './imagenet/table-4.js';
import { table5 } from './imagenet/table-5.js';
import { tenClassesShortcuts } from './imagenette/ten-classes-shortcuts.js';
import { tenClasses } from './imagenette/ten-classes.js';

/** Every experiment there is; members that experiments share name the experiment whose runs they are. */
export const experiments: readonly Experiment[] = [
  ...[figure1, figure6, figure7, table6, degradation],
  ...[precision, shortcuts, choices, preActivation, signals, warmUp],
  ...[figure4, table2, table3, table4, table5],
  ...[tenClasses, tenClassesShortcuts],
];
export { membersNamed } from './members-named.js';
export { cifarMember } from './cifar10/member.js';
export { figure6 } from './cifar10/figure-6.js';
