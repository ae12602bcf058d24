import { createRequire } from 'node:module';
import { expect, jest, test } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { createTfjsEngine } from './index.js';

const installed = (name: string): boolean => {
  try {
    createRequire(import.meta.url).resolve(`${name}/package.json`);
    return true;
  } catch {
    return false;
  }
};
const native = ['@tensorflow/tfjs-node-gpu', '@tensorflow/tfjs-node'].find(installed);
const withoutNative = native === undefined ? test : test.skip;
const withNative = native === undefined ? test.skip : test;

test('on the plain backend nothing is printed', async () => {
  const printed = [jest.spyOn(console, 'warn'), jest.spyOn(console, 'log'), jest.spyOn(console, 'error')];
  await createTfjsEngine({ backend: 'cpu' });
  tf.scalar(1).dispose();
  for (const spy of printed) {
    expect(spy).not.toHaveBeenCalled();
    spy.mockRestore();
  }
});

test('warnings of TensorFlow.js other than its banner are still printed', () => {
  expect(tf.env().getBool('PROD')).toBe(false);
});

test('the backend asked for is taken, with its version', async () => {
  const engine = await createTfjsEngine({ backend: 'wasm' });
  expect(tf.getBackend()).toBe('wasm');
  expect(engine.precisions).toEqual(['f32']);
  expect(engine.description).toBe('TensorFlow.js 4.22.0 on its wasm backend');
  expect(engine.versions).toEqual({ '@tensorflow/tfjs': '4.22.0', '@tensorflow/tfjs-backend-wasm': '4.22.0' });
});

withoutNative('without a native library wasm is the best, and the description says how to get one', async () => {
  const { description } = await createTfjsEngine();
  expect(tf.getBackend()).toBe('wasm');
  expect(description).toContain('wasm backend; faster ones not taken: node-gpu: not installed, node: not installed;');
  expect(description).toContain('npm install --no-save @tensorflow/tfjs-node@4.22.0');
});

withoutNative('a native backend that is not installed is refused with the line that installs it', async () => {
  const engine = createTfjsEngine({ backend: 'node-gpu' });
  await expect(engine).rejects.toThrow(/node-gpu: not installed.*npm install --no-save @tensorflow\/tfjs-node/);
});

withNative('a native backend is the best, and its versions name the library beneath it', async () => {
  const { description, versions } = await createTfjsEngine();
  expect(tf.getBackend()).toBe('tensorflow');
  expect(description).toContain('TensorFlow.js 4.22.0 on its node');
  expect(versions).toMatchObject({ [native ?? '']: '4.22.0', libtensorflow: expect.stringMatching(/^2\.\d+\.\d+/) });
});
