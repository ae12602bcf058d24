import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { importTable } from './lint/import-table.mjs';
import { root } from './set-up/command.mjs';

/** Where each project's jest leaves its results. */
const files = [...Object.keys(importTable), 'scripts'].map((folder) => join(root, folder, 'test-results.json'));

/** Forgets the results of earlier runs. */
export const forgetTests = () => files.forEach((file) => rmSync(file, { force: true }));

/** A test file that could not be loaded, or a project without results, is one failure. */
const totalsOf = (file) => {
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(readFileSync(file, 'utf8'));
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
};

/** Tests of all projects together: `{ passed, failed, skipped }`. */
export const testTotals = () => {
  const totals = files.map(totalsOf);
  const sum = (key) => totals.reduce((total, counts) => total + counts[key], 0);
  return { passed: sum('passed'), failed: sum('failed'), skipped: sum('skipped') };
};
