import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { Children } from './children.mjs';

/** The folder every command runs in. */
export const root = join(import.meta.dirname, '../..');

const children = new Children();
children.followSignals();

const exitCode = (code, signal) => code ?? 128 + constants.signals[signal];

/**
 * Runs a command with what it prints shown; resolves to its exit code, 127 where there is no such command. Whatever ends this
 * script ends the command too; `checkpoints` says that it knows what SIGUSR2 asks for, and follows its parent's channel.
 */
export const showWith = ({ checkpoints = false }, command, ...args) =>
  new Promise((resolve) => {
    const stdio = ['ignore', 'inherit', 'inherit', ...(checkpoints ? ['ipc'] : [])];
    const child = children.add(spawn(command, args, { cwd: root, stdio }), { checkpoints });
    child.on('error', () => resolve(127));
    child.on('close', (code, signal) => resolve(exitCode(code, signal)));
  });

/** The same for a command that knows nothing of checkpoints. */
export const show = (command, ...args) => showWith({}, command, ...args);

/** Runs a command with what it prints kept; resolves to `{ code, output }`. */
export const capture = (command, ...args) =>
  new Promise((resolve) => {
    // In a process group of its own, so that a signal reaches the compilers and scripts that it starts.
    const group = process.platform !== 'win32';
    const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], detached: group };
    const child = children.add(spawn(command, args, options), { group });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code, signal) => resolve({ code: exitCode(code, signal), output }));
  });

/** The arguments that run Nx with this Node. */
export const nx = (...args) => [process.execPath, join(root, 'node_modules/nx/dist/bin/nx.js'), ...args];

const started = performance.now();

/** Prints a line behind the seconds since the script started. */
export const say = (text) =>
  console.log(`[${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s] ${text}`);

/** Minutes since the script started. */
export const minutesSoFar = () => (performance.now() - started) / 60_000;

/** Runs a command quietly. Where it fails, prints what it said and ends the script. */
export const mustRun = async (command, ...args) => {
  const { code, output } = await capture(command, ...args);
  if (code === 0) return;
  console.error(output);
  say(`failed with exit code ${code}: ${[command, ...args].join(' ')}`);
  process.exit(1);
};
