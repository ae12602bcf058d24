import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runFolder } from './run-folder.js';
import { isRunOf, memberKey, runIdentity, runKey } from './run-key.js';
import { newRecord } from './run-record.fixture.js';

const nesterov = { experiment: 'cifar10/choices', budget: 'short', member: 'resnet-20/nesterov', seed: 3 } as const;

describe('the key of a run', () => {
  test('is made of experiment, budget, member and seed', () => {
    expect(runKey(newRecord)).toBe('cifar10/figure-6/quick/plain-20/seed-1');
    expect(runKey(nesterov)).toBe('cifar10/choices/short/resnet-20/nesterov/seed-3');
  });

  test('tells recipes and precisions of one network apart', () => {
    const keys = ['resnet-20', 'resnet-20/nesterov', 'resnet-20/f32'].map((member) => runKey({ ...nesterov, member }));
    expect(new Set(keys).size).toBe(3);
  });

  test('without its seed is the key of a member', () => {
    expect(memberKey(nesterov)).toBe('cifar10/choices/short/resnet-20/nesterov');
  });

  test('is the folder of the run', () => {
    expect(runFolder('results', nesterov)).toBe(
      join('results', 'cifar10', 'choices', 'short', 'resnet-20', 'nesterov', 'seed-3'),
    );
  });

  test('is that of its experiment, or of the one whose runs its member has', () => {
    const at = { budget: 'short', seed: 3 } as const;
    const member = { name: 'resnet-20/nesterov' };
    expect(runIdentity({ id: 'cifar10/choices' }, member, at)).toEqual(nesterov);
    expect(runIdentity({ id: 'mine' }, { ...member, runs: 'cifar10/choices' }, at)).toEqual(nesterov);
  });

  test('and the precision say whether it is of a member', () => {
    const isOf = (precision: string | undefined, run: Parameters<typeof isRunOf>[2]) =>
      isRunOf({ id: 'mine' }, { name: nesterov.member, runs: nesterov.experiment, precision }, run);
    expect(isOf('bf16', { ...nesterov, precision: 'bf16' })).toBe(true);
    expect(isOf('bf16', { ...nesterov, precision: 'f32' })).toBe(false);
    expect(isOf(undefined, { ...nesterov, precision: 'f32' })).toBe(true);
    expect(isOf('bf16', nesterov)).toBe(true);
    expect(isOf('bf16', { ...nesterov, precision: 'bf16', experiment: 'mine' })).toBe(false);
  });

  test.each(['', '../resnet-20', 'resnet-20/', '/resnet-20', 'resnet 20', 'resnet-20/seed-1'])(
    'has no member named %j',
    (member) => {
      expect(() => runKey({ ...nesterov, member })).toThrow(`as resnet-20/nesterov; got ${JSON.stringify(member)}`);
    },
  );
});
