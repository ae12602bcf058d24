import { expect, test } from '@jest/globals';
import { missingFromLock } from './missing-from-lock.mjs';

const lockWith = (...entries) => ({
  packages: {
    '': {},
    'node_modules/@swc/core': { optionalDependencies: { '@swc/core-linux': '1', '@swc/core-windows': '1' } },
    ...Object.fromEntries(entries.map((entry) => [entry, {}])),
  },
});

test('an optional dependency without an entry is missing', () => {
  const lock = lockWith('node_modules/@swc/core-linux');
  expect(missingFromLock(lock)).toEqual([{ name: '@swc/core-windows', by: 'node_modules/@swc/core' }]);
});

test('an entry counts beside the package and inside it, not elsewhere', () => {
  const inside = 'node_modules/@swc/core/node_modules/@swc/core-windows';
  expect(missingFromLock(lockWith('node_modules/@swc/core-linux', inside))).toEqual([]);
  const elsewhere = 'node_modules/other/node_modules/@swc/core-windows';
  expect(missingFromLock(lockWith('node_modules/@swc/core-linux', elsewhere))).toHaveLength(1);
});
