import type { BatchNormalizationOperation, Parameters, Program } from '@resnet/engine';
import { mean, normalizationAfter, normalizedVariances, valuesOf } from './normalization.js';

/**
 * The standard deviation of the response of each 3x3 layer, by its path, in the order of the network (Figure 7). A
 * response is the output of batch normalization, before the ReLU or the addition. Over the images that its statistics
 * are of, each channel of it has the shift as mean and the scale as deviation, less the share of epsilon: no image is
 * needed. Pooled over places and channels.
 */
export const layerResponses = (program: Program, parameters: Parameters): Readonly<Record<string, number>> => {
  const responses = program.operations.flatMap((operation) => {
    if (operation.kind !== 'convolution' || operation.kernel !== 3) return [];
    const normalization = normalizationAfter(program, operation.dst);
    if (normalization === undefined) return [];
    return [[operation.path, rounded(deviationOf(program, normalization, parameters))] as const];
  });
  return Object.fromEntries(responses);
};

const deviationOf = (program: Program, normalization: BatchNormalizationOperation, parameters: Parameters): number => {
  const within = normalizedVariances(program, normalization, parameters);
  const shifts = [...valuesOf(program.parameters[normalization.shift], parameters)];
  const center = mean(shifts);
  return Math.sqrt(mean(within) + mean(shifts.map((one) => (one - center) ** 2)));
};

/** As many digits as float32 weights have. */
const rounded = (value: number): number => Number(value.toPrecision(7));
