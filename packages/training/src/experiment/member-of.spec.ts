import { expect, test } from '@jest/globals';
import { plainNetwork } from '@resnet/models';
import { cifarRecipe } from '../recipe/index.js';
import { memberOf } from './member-of.js';

const options = { network: plainNetwork({ depth: 20 }), recipe: cifarRecipe };

test('a member is named as its network, or by what differs too', () => {
  expect(memberOf(options)).toMatchObject({ name: 'plain-20', seeds: [1] });
  expect(memberOf({ ...options, variant: 'nesterov' }).name).toBe('plain-20/nesterov');
});
