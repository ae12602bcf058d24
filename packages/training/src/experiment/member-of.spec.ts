import { expect, test } from '@jest/globals';
import { plainNetwork } from '@resnet/models';
import { cifarRecipe } from '../recipe/index.js';
import { memberOf } from './member-of.js';
import { memberPrecision } from '../start/index.js';

const options = { network: plainNetwork({ depth: 20 }), recipe: cifarRecipe };

test('a member is named as its network, or by what differs too', () => {
  expect(memberOf(options)).toMatchObject({ name: 'plain-20', seeds: [1] });
  expect(memberOf({ ...options, variant: 'nesterov' }).name).toBe('plain-20/nesterov');
});

test('the precision of a member is its own, and else the one asked for', () => {
  expect(memberPrecision({ name: 'plain-20' }, 'f32')).toBe('f32');
  expect(memberPrecision({ name: 'plain-20/bf16', precision: 'bf16' }, undefined)).toBe('bf16');
  expect(() => memberPrecision({ name: 'plain-20/bf16', precision: 'bf16' }, 'f32')).toThrow(
    'member plain-20/bf16 is trained in bf16, got precision f32',
  );
});
