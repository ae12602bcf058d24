import { expect, test } from '@jest/globals';
import { missingPackages } from './missing-packages.mjs';

const machine = { os: 'linux', cpu: 'x64', libc: 'glibc' };
const packages = {
  '': { name: 'suite' },
  'packages/cli': { version: '0.0.0' },
  'node_modules/@resnet/cli': { link: true, resolved: 'packages/cli' },
  'node_modules/csv-parse': { version: '7.0.3' },
  'node_modules/nx': { version: '23.2.1', dev: true },
  'packages/cli/node_modules/tar': { version: '7.5.0' },
  'node_modules/@swc/core-linux-x64-gnu': {
    version: '1',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['glibc'],
  },
  'node_modules/@swc/core-linux-x64-musl': {
    version: '1',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
    libc: ['musl'],
  },
  'node_modules/fsevents': { version: '2.3.3', optional: true, os: ['darwin'] },
  'node_modules/not-for-windows': { version: '1', optional: true, os: ['!win32'] },
  'node_modules/whim': { version: '1', optional: true },
};
const here = ['csv-parse', 'nx', '@swc/core-linux-x64-gnu', 'not-for-windows'].map((name) => `node_modules/${name}`);
const wanted = [...here, 'packages/cli/node_modules/tar'];
const installed = (paths) => ({ packages: Object.fromEntries(paths.map((path) => [path, packages[path]])) });
const missing = (paths, exists = () => true) =>
  missingPackages({ lock: { packages }, installed: installed(paths), machine, exists });

test('an installation with all that is for this machine is whole', () => {
  expect(missing(wanted)).toEqual([]);
});

test.each([
  ['development tools, left out by NODE_ENV=production or omit=dev', 'node_modules/nx'],
  ['platform packages, left out by omit=optional', 'node_modules/@swc/core-linux-x64-gnu'],
  ["a workspace's own packages", 'packages/cli/node_modules/tar'],
])('it is not whole without %s', (_, path) => {
  expect(missing(wanted.filter((other) => other !== path))).toEqual([path]);
});

test('it is not whole where a folder is gone or holds another version', () => {
  expect(missing(wanted, (path) => path !== 'node_modules/nx')).toEqual(['node_modules/nx']);
  const other = installed(wanted);
  other.packages['node_modules/nx'] = { version: '22.0.0' };
  expect(missingPackages({ lock: { packages }, installed: other, machine, exists: () => true })).toEqual([
    'node_modules/nx',
  ]);
});
