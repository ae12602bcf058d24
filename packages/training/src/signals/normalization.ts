import type { BatchNormalizationOperation, Parameter, Parameters, Program } from '@resnet/engine';

/** The batch normalization of a value of the program; `undefined` where there is none. */
export const normalizationAfter = ({ operations }: Program, value: number): BatchNormalizationOperation | undefined =>
  operations.find(
    (operation): operation is BatchNormalizationOperation =>
      operation.kind === 'batch-normalization' && operation.src === value,
  );

/** The variance of each channel after normalization: its scale multiplies what has been divided by the deviation. */
export const normalizedVariances = (
  { parameters }: Program,
  { scale, runningVariance, epsilon }: BatchNormalizationOperation,
  values: Parameters,
): number[] => {
  const variances = valuesOf(parameters[runningVariance], values);
  return [...valuesOf(parameters[scale], values)].map((one, channel) => {
    const variance = variances[channel] ?? 0;
    return (one ** 2 * variance) / (variance + epsilon);
  });
};

/** The values of a parameter. Throws a `TypeError` where they are missing. */
export const valuesOf = (parameter: Parameter | undefined, values: Parameters): Float32Array => {
  const found = parameter && values.get(parameter.path);
  if (found) return found;
  throw new TypeError(`expected values of ${parameter?.path ?? 'a parameter of the program'}, got none`);
};

/** In float64. */
export const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
