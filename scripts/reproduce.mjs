// npm run reproduce: from a fresh clone to a table, a figure and a report, within fifteen minutes on two cores.
// Arguments go to `resnet run`: npm run reproduce -- --budget short --within 120
import { join } from 'node:path';
import { minutesSoFar, root, say, show } from './set-up/command.mjs';
import { setUp } from './set-up/set-up.mjs';

/** Minutes for everything, and those of them kept for the report. */
const budget = { all: 15, report: 1 };

const out = 'reproduction';
const resnet = async (...args) => {
  const code = await show(process.execPath, join(root, 'packages/cli/bin/resnet.js'), ...args);
  if (code !== 0) process.exit(code);
};

// Ctrl-C reaches the training too, which writes a checkpoint before it ends: wait for that.
process.on('SIGINT', () => undefined);

await setUp();
say('Fetching CIFAR-10 ...');
await resnet('data', 'fetch', 'cifar10');
say('Training ...');
const within = (budget.all - budget.report - minutesSoFar()).toFixed(1);
const asked = ['--budget', 'quick', '--within', within, ...process.argv.slice(2)];
await resnet('run', 'cifar10/degradation', '--out', out, ...asked);
say('Writing the report ...');
await resnet('report', '--results', out, '--beside', 'results', '--out', out);
say('Done.');
