import type { Engine, Precision } from '@resnet/engine';
import { listNames } from '../suggest.js';

/** Those asked for that an engine has; the reference, where it has none of them, takes part in f64. */
export const precisionsOf = (
  { precisions }: Pick<Engine, 'precisions'>,
  wanted: readonly Precision[],
): readonly Precision[] => {
  const both = precisions.filter((precision) => wanted.includes(precision));
  return both.length > 0 ? both : precisions.filter((precision) => precision === 'f64');
};

/** That an engine has none of the precisions asked for. */
export const lackingPrecision = (
  { name, precisions }: Pick<Engine, 'name' | 'precisions'>,
  wanted: readonly Precision[],
): string => `engine ${name} has ${listNames(precisions, 'and')} here, not ${listNames(wanted)}`;
