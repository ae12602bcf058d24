import * as tf from '@tensorflow/tfjs';
import type { Tensor } from '@tensorflow/tfjs';
import type { BatchNormalizationOperation } from '@resnet/engine';
import { onlySource, type Forward, type Layer, type LayerContext } from './layer.js';

export const batchNormalization: Layer<BatchNormalizationOperation> = (operation, context) =>
  context.statistics === 'running'
    ? withRunningStatistics(operation, context)
    : withBatchStatistics(operation, context, context.statistics);

/** Works on [groups, samples, channels], each group normalized on its own, and saves the centered values. */
const withBatchStatistics = (
  operation: BatchNormalizationOperation,
  context: LayerContext,
  imagesPerGroup: number,
): Forward => {
  const src = onlySource(context);
  const [count, height, width, channels] = src.shape;
  const samples = imagesPerGroup * height * width;
  const grouped = (x: Tensor): Tensor => tf.reshape(x, [count / imagesPerGroup, samples, channels]);
  const scale = context.parameter(operation.scale);

  const mean = averageSamples(grouped(src));
  const centered = tf.sub(grouped(src), mean);
  const variance = averageSamples(tf.mul(centered, centered));
  const inverse = tf.rsqrt(tf.add(variance, operation.epsilon));
  const dst = tf.add(tf.mul(centered, tf.mul(inverse, scale)), context.parameter(operation.shift));

  return {
    dst: tf.reshape(dst, src.shape),
    saved: [centered, inverse],
    statistics: [
      [operation.runningMean, tf.mean(mean, [0, 1])],
      [operation.runningVariance, tf.mul(tf.mean(variance, [0, 1]), samples / Math.max(samples - 1, 1))],
    ],
    backward: (diffDst) => {
      const diff = grouped(diffDst);
      const diffShift = averageSamples(diff);
      const withoutMean = tf.sub(diff, diffShift);
      const diffScale = tf.mul(averageSamples(tf.mul(withoutMean, centered)), inverse);
      const withoutBoth = tf.sub(withoutMean, tf.mul(centered, tf.mul(inverse, diffScale)));
      // Behind global average pooling a gradient hardly varies: beside the little that is left of it, the rounding of its
      // average is not small, is of one sign, and adds up in the layers before. So the average is taken away again.
      const exact = tf.sub(withoutBoth, averageSamples(withoutBoth));
      return {
        sources: [tf.reshape(tf.mul(exact, tf.mul(inverse, scale)), diffDst.shape)],
        parameters: [
          [operation.scale, tf.mul(tf.sum(diffScale, [0, 1]), samples)],
          [operation.shift, tf.mul(tf.sum(diffShift, [0, 1]), samples)],
        ],
      };
    },
  };
};

const withRunningStatistics = (operation: BatchNormalizationOperation, context: LayerContext): Forward => {
  const { parameter } = context;
  const inverse = tf.rsqrt(tf.add(parameter(operation.runningVariance), operation.epsilon));
  const centered = tf.sub(onlySource(context), parameter(operation.runningMean));
  return {
    dst: tf.add(tf.mul(centered, tf.mul(inverse, parameter(operation.scale))), parameter(operation.shift)),
    saved: [],
    backward: () => {
      throw new Error(`${operation.path} ran with its running statistics: there is nothing to train`);
    },
  };
};

/** [groups, samples, channels] to [groups, 1, channels]; a product because wasm reduces other than last axes slowly. */
const averageSamples = (x: Tensor): Tensor => {
  const [groups = 0, samples = 0] = x.shape;
  return tf.matMul(tf.fill([groups, 1, samples], 1 / samples), x);
};
