import type { BatchNormalizationOperation, Parameters, Program } from '@resnet/engine';

/**
 * The standard deviation of the response of each 3x3 layer, by its path, in the order of the network (Figure 7). A
 * response is the output of batch normalization, before the ReLU or the addition. Over the images that its statistics
 * are of, each channel of it has the shift as mean and the scale as deviation, less the share of epsilon: no image is
 * needed. Pooled over places and channels.
 */
export const layerResponses = (program: Program, parameters: Parameters): Readonly<Record<string, number>> => {
  const valuesOf = (id: number): Float32Array => parameters.get(program.parameters[id]?.path ?? '') ?? noNumbers;
  const responses = program.operations.flatMap((operation) => {
    if (operation.kind !== 'convolution' || operation.kernel !== 3) return [];
    const norm = program.operations.find((other) => isNormalizationOf(other, operation.dst));
    return norm === undefined ? [] : [[operation.path, rounded(deviationOf(norm, valuesOf))] as const];
  });
  return Object.fromEntries(responses);
};

const noNumbers = new Float32Array();

const isNormalizationOf = (
  operation: Program['operations'][number],
  value: number,
): operation is BatchNormalizationOperation => operation.kind === 'batch-normalization' && operation.src === value;

const deviationOf = (
  { scale, shift, runningVariance, epsilon }: BatchNormalizationOperation,
  valuesOf: (id: number) => Float32Array,
): number => {
  const variances = valuesOf(runningVariance);
  const within = [...valuesOf(scale)].map((one, channel) => {
    const variance = variances[channel] ?? 0;
    return (one ** 2 * variance) / (variance + epsilon);
  });
  const shifts = [...valuesOf(shift)];
  const center = meanOf(shifts);
  return Math.sqrt(meanOf(within) + meanOf(shifts.map((one) => (one - center) ** 2)));
};

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** As many digits as float32 weights have. */
const rounded = (value: number): number => Number(value.toPrecision(7));
