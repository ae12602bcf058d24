import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writableProblem } from './check-writable.mjs';

let root;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'clone-'));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true }));

test('a clone that is there to be written has no problem', () => {
  expect(writableProblem(root)).toBeNull();
});

test('of a folder that cannot be written it is said who cannot write it and what to do', () => {
  const modules = join(root, 'node_modules');
  const problem = writableProblem(root, (path) => path !== modules);
  expect(problem).toContain(`${modules} is read-only and cannot be written by ${userInfo().username}`);
  expect(problem).toContain('clone the repository again');
});
