import type { BatchNormalizationOperation } from '../program.js';
import { lookUp, type Pass, type ReferenceLayer } from './pass.js';
import { accumulate, at, type Tensor } from './tensor.js';

/** dst = scale (src - mean) / sqrt(variance + epsilon) + shift, by channel (Ioffe & Szegedy 2015, algorithm 1). */
export const batchNormalization: ReferenceLayer<BatchNormalizationOperation> = {
  forward: (operation, pass) => {
    const src = lookUp(pass.values, operation.src);
    const dst = lookUp(pass.values, operation.dst);
    const scale = lookUp(pass.parameters, operation.scale);
    const shift = lookUp(pass.parameters, operation.shift);
    const slices = normalizedSlices(operation, pass);
    for (const { channel, positions, mean, variance } of slices) {
      const factor = at(scale, channel) / Math.sqrt(variance + operation.epsilon);
      for (const index of positions) dst.data[index] = factor * (at(src.data, index) - mean) + at(shift, channel);
    }
    if (pass.mode.kind === 'training') recordStatistics(operation, pass, slices);
  },

  backward: (operation, pass) => {
    const src = lookUp(pass.values, operation.src);
    const srcGradient = lookUp(pass.valueGradients, operation.src);
    const dstGradient = lookUp(pass.valueGradients, operation.dst);
    const scale = lookUp(pass.parameters, operation.scale);
    const scaleGradient = lookUp(pass.parameterGradients, operation.scale);
    const shiftGradient = lookUp(pass.parameterGradients, operation.shift);
    for (const { channel, positions, mean, variance } of normalizedSlices(operation, pass)) {
      const inverseDeviation = 1 / Math.sqrt(variance + operation.epsilon);
      let [scaleSum, shiftSum] = [0, 0];
      for (const index of positions) {
        shiftSum += at(dstGradient.data, index);
        scaleSum += at(dstGradient.data, index) * (at(src.data, index) - mean) * inverseDeviation;
      }
      accumulate(shiftGradient, channel, shiftSum);
      accumulate(scaleGradient, channel, scaleSum);
      for (const index of positions) {
        const unit = (at(src.data, index) - mean) * inverseDeviation;
        const centered = at(dstGradient.data, index) - (shiftSum + unit * scaleSum) / positions.length;
        accumulate(srcGradient.data, index, at(scale, channel) * inverseDeviation * centered);
      }
    }
  },
};

/** One channel of the images that share statistics, and the statistics that normalize it. */
interface Slice {
  readonly channel: number;
  /** Indices into the tensor's data. */
  readonly positions: Uint32Array;
  readonly mean: number;
  readonly variance: number;
}

const normalizedSlices = (operation: BatchNormalizationOperation, pass: Pass): Slice[] => {
  const src = lookUp(pass.values, operation.src);
  const group = pass.mode.kind === 'training' ? pass.mode.group : src.count;
  const channels = Array.from({ length: src.channels }, (_, channel) => channel);
  const firstImages = Array.from({ length: src.count / group }, (_, index) => index * group);
  return firstImages.flatMap((image) =>
    channels.map((channel) => {
      const positions = positionsOf(src, { channel, image, group });
      return { channel, positions, ...statistics(operation, pass, channel, positions) };
    }),
  );
};

const positionsOf = (
  { channels, height, width }: Tensor,
  { channel, image, group }: { readonly channel: number; readonly image: number; readonly group: number },
): Uint32Array => {
  const area = height * width;
  const positions = new Uint32Array(group * area);
  let next = 0;
  for (let plane = image * channels + channel; next < positions.length; plane += channels) {
    for (let pixel = 0; pixel < area; pixel++) positions[next++] = plane * area + pixel;
  }
  return positions;
};

const statistics = (
  { src, runningMean, runningVariance }: BatchNormalizationOperation,
  { mode, values, parameters }: Pass,
  channel: number,
  positions: Uint32Array,
): Pick<Slice, 'mean' | 'variance'> => {
  if (mode.kind === 'prediction') {
    const running = (id: number): number => at(lookUp(parameters, id), channel);
    return { mean: running(runningMean), variance: running(runningVariance) };
  }
  const { data } = lookUp(values, src);
  let mean = 0;
  for (const index of positions) mean += at(data, index) / positions.length;
  let variance = 0;
  for (const index of positions) variance += (at(data, index) - mean) ** 2 / positions.length;
  return { mean, variance };
};

/** What the running statistics move towards: the average over groups, the variance with Bessel's correction. */
const recordStatistics = (
  { src, runningMean, runningVariance }: BatchNormalizationOperation,
  { values, batchStatistics }: Pass,
  slices: readonly Slice[],
): void => {
  const { channels } = lookUp(values, src);
  const [means, variances] = [new Float64Array(channels), new Float64Array(channels)];
  const groups = slices.length / channels;
  for (const { channel, positions, mean, variance } of slices) {
    const n = positions.length;
    accumulate(means, channel, mean / groups);
    accumulate(variances, channel, (variance * (n > 1 ? n / (n - 1) : 1)) / groups);
  }
  batchStatistics.set(runningMean, means);
  batchStatistics.set(runningVariance, variances);
};
