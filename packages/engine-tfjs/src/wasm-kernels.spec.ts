import { expect, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import type { Tensor4D } from '@tensorflow/tfjs';
import { relativeError } from '@resnet/engine/conformance';
import { openBackend, useBackend } from './backend.js';

for (const backend of ['cpu', 'wasm'] as const) await openBackend(backend);

/** Both sum some hundred products in float32, in different orders. */
const tolerance = 1e-6;

interface Geometry {
  readonly size: readonly [height: number, width: number];
  readonly kernel: readonly [height: number, width: number];
  readonly strides: number;
  readonly pad: 'same' | 'valid' | number;
}

const geometries: readonly Geometry[] = [
  { size: [8, 8], kernel: [3, 3], strides: 1, pad: 'same' },
  { size: [8, 8], kernel: [3, 3], strides: 2, pad: 'same' },
  { size: [8, 7], kernel: [3, 2], strides: 1, pad: 'valid' },
  { size: [9, 6], kernel: [3, 3], strides: 2, pad: 'valid' },
  { size: [7, 8], kernel: [1, 1], strides: 3, pad: 'valid' },
  { size: [10, 9], kernel: [5, 5], strides: 2, pad: 2 },
];

test.each(geometries)(
  'gradients of a $kernel filter on $size with strides $strides and padding $pad are those of the plain backend',
  async (geometry) => {
    const [found, expected] = [await gradients('wasm', geometry), await gradients('cpu', geometry)];
    expect(relativeError(found.filter, expected.filter)).toBeLessThan(tolerance);
    expect(relativeError(found.input, expected.input)).toBeLessThan(tolerance);
  },
);

test('NCHW is refused', () => {
  useBackend('wasm');
  const inputs = { x: waves([1, 3, 4, 4]), dy: waves([1, 2, 4, 4]) };
  const attributes = { strides: 1, pad: 'same', dataFormat: 'NCHW', filterShape: [3, 3, 3, 2] };
  expect(() => tf.engine().runKernel(tf.Conv2DBackpropFilter, inputs, attributes)).toThrow(/NHWC.*NCHW/);
  tf.dispose(inputs);
});

/** The gradients of an input of four channels and a filter to five, on two images. */
const gradients = async (
  backend: string,
  { size, kernel, strides, pad }: Geometry,
): Promise<{ readonly filter: Float32Array; readonly input: Float32Array }> => {
  useBackend(backend);
  const filter = waves([...kernel, 4, 5]);
  const x = waves([2, ...size, 4]);
  const dy = waves(tf.backend_util.computeConv2DInfo(x.shape, filter.shape, strides, 1, pad).outShape);
  const attributes = { strides, pad, dataFormat: 'NHWC' };
  const run = (kernelName: string, inputs: tf.NamedTensorMap, shape: object): Tensor4D =>
    tf.engine().runKernel(kernelName, inputs, { ...attributes, ...shape });
  const diffFilter = run(tf.Conv2DBackpropFilter, { x, dy }, { filterShape: filter.shape });
  const diffInput = run(tf.Conv2DBackpropInput, { dy, filter }, { inputShape: x.shape });
  const numbers = { filter: await diffFilter.data<'float32'>(), input: await diffInput.data<'float32'>() };
  tf.dispose([filter, x, dy, diffFilter, diffInput]);
  return numbers;
};

/** Numbers between -1 and 1 without a pattern. */
const waves = (shape: Tensor4D['shape']): Tensor4D =>
  tf.tensor4d(
    Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, index) => Math.sin(index ** 1.5)),
    shape,
  );
