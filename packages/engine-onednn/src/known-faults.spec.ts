import { expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { plainNetwork, residualNetwork, type Layer } from '@resnet/models';
import { checkKnownFaults } from './known-faults.js';

const convolution: Layer = { kind: 'convolution', width: 24, kernel: 3, stride: 1, padding: 1 };
const head: readonly Layer[] = [{ kind: 'global-average-pooling' }, { kind: 'fully-connected', classes: 10 }];
const narrow = flatten({
  ...plainNetwork({ depth: 20 }),
  layers: { kind: 'series', layers: [convolution, ...head] },
});

test('the networks of the paper run on every version', () => {
  for (const network of [residualNetwork({ depth: 20, shortcut: 'B' }), residualNetwork({ depth: 50 })]) {
    for (const version of ['2.6.3', '3.7.2', '3.12.1']) {
      expect(() => {
        checkKnownFaults(version, flatten(network));
      }).not.toThrow();
    }
  }
});

test('channels that do not fill vectors are refused by versions that compute them wrongly, and by no other', () => {
  expect(() => {
    checkKnownFaults('3.7.2', narrow);
  }).toThrow('conv1 has 24: use oneDNN 3.12 or later, or 2.x');
  for (const version of ['2.6.3', '3.12.1', '4.0.0']) {
    expect(() => {
      checkKnownFaults(version, narrow);
    }).not.toThrow();
  }
});
