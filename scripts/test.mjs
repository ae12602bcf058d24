// npm test: everything a fresh clone needs, then every project's tests.
import { nx, say, show } from './set-up/command.mjs';
import { setUp } from './set-up/set-up.mjs';
import { forgetTests, testTotals } from './test-totals.mjs';

await setUp();
say('Testing ...');
forgetTests();
const code = await show(...nx('run-many', '-t', 'test', '--output-style=static'));
const { passed, failed, skipped } = testTotals();
say(code === 0 ? 'Tested.' : `Nx ended with exit code ${code}.`);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = code === 0 && failed === 0 && passed > 0 ? 0 : 1;
