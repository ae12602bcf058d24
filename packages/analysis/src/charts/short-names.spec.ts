import { expect, it } from '@jest/globals';
import { shortNames } from './short-names.js';

it('networks are grouped by what stands before their depth', () => {
  expect(shortNames(['plain-32', 'plain-44', 'resnet-110', 'resnet-20/f32'])).toBe('plain-32, 44; ResNet-110, 20/f32');
  expect(shortNames(['pre-activation-56', 'pre-activation-110'])).toBe('pre-activation-56, 110');
  expect(shortNames(['plain', 'resnet-20-B'])).toBe('plain; ResNet-20-B');
});
