import { expect, test } from '@jest/globals';
import { isDiskError } from './system-errors.js';

const systemError = (code: string, syscall: string): Error => Object.assign(new Error(code), { code, syscall });

test.each([
  ['ENOSPC', 'write', true],
  ['EACCES', 'open', true],
  ['EPERM', 'rename', true],
  ['EACCES', 'connect', false],
  ['EPERM', 'getaddrinfo', false],
  ['ECONNRESET', 'read', false],
])('%s of %s is an error of the disk: %s', (code, syscall, isOfDisk) => {
  expect(isDiskError(systemError(code, syscall))).toBe(isOfDisk);
});
