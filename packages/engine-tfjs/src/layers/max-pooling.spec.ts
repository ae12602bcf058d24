import { expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { openBackend } from '../backend.js';
import { maxPooling } from './max-pooling.js';

const operation = { kind: 'max-pooling', path: 'pool1', src: 0, dst: 1, kernel: 2, stride: 2, padding: 0 } as const;

test.each(['wasm', 'cpu'] as const)('on %s the maximum of a window with NaN is NaN', async (backend) => {
  await openBackend(backend);
  const rows = [
    [NaN, 1, 1, NaN, 3, 4],
    [2, 3, 2, 3, 2, 1],
    [-1, -2, 1, 2, NaN, NaN],
    [NaN, -3, 3, NaN, NaN, NaN],
  ];
  const context = { dstShape: { channels: 1, height: 2, width: 3 }, statistics: 'running' } as const;
  const parameter = (): tf.Tensor => tf.scalar(0);
  const src = tf.tensor4d(rows.flat(), [1, 4, 6, 1]);
  const { dst } = maxPooling(operation, { ...context, sources: [src], parameter });
  expect([...(await dst.data<'float32'>())]).toEqual([NaN, NaN, 4, NaN, NaN, NaN]);
});
