import { expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { residualNetwork } from '@resnet/models';
import { onednnTrust } from './onednn-trust.js';
import type { ConvolutionShape } from './own-kernels.js';

const versions = ['2.6.3', '3.7.2', '3.12.1', '4.0.0'];
const everything = { forward: true, dataGradient: true, weightGradient: true };
const nothing = { forward: false, dataGradient: false, weightGradient: false };

const convolution = (from: number, to: number, change: Partial<ConvolutionShape> = {}): ConvolutionShape => ({
  src: { channels: from, height: 8, width: 8 },
  dst: { channels: to, height: 8, width: 8 },
  kernel: 3,
  stride: 1,
  padding: 1,
  ...change,
});

test.each(versions)('oneDNN %s computes all convolutions of the networks of the paper', (version) => {
  const networks = [residualNetwork({ depth: 20, shortcut: 'B' }), residualNetwork({ depth: 50 })];
  for (const { operations, values, input } of networks.map(flatten)) {
    for (const operation of operations) {
      if (operation.kind !== 'convolution') continue;
      const shape = { ...operation, src: values[operation.src] ?? input, dst: values[operation.dst] ?? input };
      expect(onednnTrust(version)(shape)).toEqual(everything);
    }
  }
});

test.each(versions)('oneDNN %s has no weight gradient of a strided 1x1 convolution with few channels', (version) => {
  const strided = convolution(8, 16, { kernel: 1, stride: 2, padding: 0 });
  expect(onednnTrust(version)(strided).weightGradient).toBe(false);
  expect(onednnTrust(version)({ ...strided, src: { ...strided.src, channels: 16 } })).toEqual(everything);
});

test.each(versions)('oneDNN %s has no weight gradient of a map smaller than its stride or its padding', (version) => {
  const on = (height: number, width: number, change: Partial<ConvolutionShape>) =>
    onednnTrust(version)(convolution(160, 64, { src: { channels: 160, height, width }, ...change })).weightGradient;
  expect([on(8, 1, { stride: 2 }), on(1, 8, { stride: 2 }), on(2, 8, { kernel: 7, padding: 3 })]).toEqual(
    Array(3).fill(false),
  );
  expect([on(1, 1, {}), on(2, 2, { stride: 2 }), on(3, 3, { kernel: 7, padding: 3 })]).toEqual(Array(3).fill(true));
});

test('versions 3.0 to 3.11 compute no convolution whose channels do not fill vectors, but for those of an image', () => {
  expect(onednnTrust('3.7.2')(convolution(24, 16))).toEqual(nothing);
  expect(onednnTrust('3.7.2')(convolution(16, 24))).toEqual(nothing);
  expect(onednnTrust('3.7.2')(convolution(3, 16))).toEqual(everything);
  for (const version of ['2.6.3', '3.12.1', '4.0.0']) {
    expect(onednnTrust(version)(convolution(24, 7))).toEqual(everything);
  }
});
