import { spawn } from 'node:child_process';
import { join } from 'node:path';

/** The folder every command runs in. */
export const root = join(import.meta.dirname, '../..');

/** Runs a command with what it prints shown; resolves to its exit code, 127 where there is no such command. */
export const show = (command, ...args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });

/** Runs a command with what it prints kept; resolves to `{ code, output }`. */
export const capture = (command, ...args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk) => (output += chunk);
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: 127, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
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
