// npm run reproduce: from a fresh clone to a table, a figure and a report, within twenty minutes on two cores.
// Arguments go to `resnet run`: npm run reproduce -- --budget short --within 120
// --cache and --out hold for all that it does.
import { join, resolve } from 'node:path';
import { minutesSoFar, root, say, showWith } from './set-up/command.mjs';
import { setUp } from './set-up/set-up.mjs';
import { takeOption } from './set-up/take-option.mjs';

/** Minutes for everything, those of them kept for the report, and how long training may take where less shows nothing. */
const budget = { all: 20, report: 0.5, longest: 60 };

const resnet = async (...args) => {
  const command = join(root, 'packages/cli/bin/resnet.js');
  const code = await showWith({ checkpoints: true }, process.execPath, command, ...args);
  if (code !== 0) process.exit(code);
};

/** What is taken out of the arguments of `resnet run`; ends the script where it has no value. */
const take = (args, name) => {
  try {
    return takeOption(args, name);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
};

// A relative path is one from where npm was called.
const fromCaller = (path) => resolve(process.env.INIT_CWD ?? '.', path);
const { value: cache, rest: withOut } = take(process.argv.slice(2), '--cache');
const { value: asked, rest } = take(withOut, '--out');
if (cache !== undefined) process.env.RESNET_CACHE = fromCaller(cache);
const out = asked === undefined ? 'reproduction' : fromCaller(asked);

await setUp();
say('Fetching CIFAR-10 ...');
await resnet('data', 'fetch', 'cifar10');
say('Training ...');
const left = budget.all - budget.report - minutesSoFar();
if (left <= 0) say(`Set-up took all of the ${budget.all} minutes: the least that shows something is trained.`);
const limits = ['--within', Math.max(left, 0.1).toFixed(1), '--at-most', String(budget.longest)];
await resnet('run', 'cifar10/degradation', '--out', out, '--budget', 'quick', ...limits, ...rest);
say('Writing the report ...');
await resnet('report', '--results', out, '--beside', 'results', '--out', out);
say('Done.');
