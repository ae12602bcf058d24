import { expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { plainNetwork, residualNetwork } from '@resnet/models';
import { cifarRecipe } from '../recipe/index.js';
import { initializeParameters } from '../start/index.js';
import { layerResponses } from './layer-responses.js';

const program = flatten(residualNetwork({ depth: 20, shortcut: 'B' }));
const parameters = initializeParameters(program, cifarRecipe, 1);

/** What batch normalization makes of numbers, by its definition. */
const normalized = (
  values: readonly number[],
  { scale, shift }: { readonly scale: number; readonly shift: number },
) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { variance, output: values.map((value) => (scale * (value - mean)) / Math.sqrt(variance + 1e-5) + shift) };
};

const deviation = (values: readonly number[]) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
};

test('there is a response for each 3x3 layer, in the order of the network, and none for a projection', () => {
  const layers = Object.keys(layerResponses(program, parameters));
  expect(layers).toHaveLength(19);
  expect(layers[0]).toBe('stem/conv1');
  expect(layers.at(-1)).toBe('stage3/block3/conv2');
  const plain = flatten(plainNetwork({ depth: 56 }));
  const started = initializeParameters(plain, cifarRecipe, 1);
  expect(Object.keys(layerResponses(plain, started))).toHaveLength(55);
});

test('is refused where parameters are missing', () => {
  expect(() => layerResponses(program, new Map())).toThrow('expected values of stem/norm1/running-variance, got none');
});

test('is the deviation of what batch normalization makes of its images, pooled over channels', () => {
  const changed = new Map([...parameters].map(([path, values]) => [path, values.slice()]));
  const outputs = Array.from({ length: 16 }, (_, channel) => {
    const affine = { scale: 0.5 + channel / 10, shift: (channel - 3) / 7 };
    const values = Array.from({ length: 50 }, (_, image) => Math.sin(image * (channel + 1)) * (channel + 0.01));
    const { variance, output } = normalized(values, affine);
    changed.get('stem/norm1/scale')![channel] = affine.scale;
    changed.get('stem/norm1/shift')![channel] = affine.shift;
    changed.get('stem/norm1/running-variance')![channel] = variance;
    return output;
  });
  expect(layerResponses(program, changed)['stem/conv1']).toBeCloseTo(deviation(outputs.flat()), 6);
});
