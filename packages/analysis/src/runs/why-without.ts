import type { Run } from '@resnet/run-log';
import { finalValue, type Quantity, quantityNames } from './measure.js';
import { shortfall } from './select-runs.js';

/** Why a run has no value of a quantity: it has not finished, or is older than the quantity; `null` where it has one. */
export const whyWithout = (run: Run, quantity: Quantity): string | null =>
  shortfall(run) ?? (finalValue(run, quantity) === null ? `was recorded without the ${quantityNames[quantity]}` : null);
