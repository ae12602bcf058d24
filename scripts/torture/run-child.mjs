import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const program = join(import.meta.dirname, 'child.mjs');

/** Milliseconds after which a process counts as hung. */
const patience = 60_000;

/**
 * Trains in a process of its own until it ends: `{ code, signal, stderr, hung }`. `act(child)` may do something to it;
 * `shell` is a command line around it.
 */
export const runChild = async (root, { act = () => undefined, shell } = {}) => {
  const stdio = ['ignore', 'ignore', 'pipe'];
  const command = [process.execPath, program, root];
  const child = shell
    ? spawn('bash', ['-c', shell.replace('CHILD', command.map((part) => `'${part}'`).join(' '))], { stdio })
    : spawn(command[0], command.slice(1), { stdio });
  let stderr = '';
  child.stderr.on('data', (text) => (stderr += text));
  const ended = once(child, 'close');
  const over = new AbortController();
  let hung = false;
  const watch = setTimeout(patience, undefined, { signal: over.signal }).then(
    () => {
      hung = true;
      child.kill('SIGKILL');
    },
    () => undefined,
  );
  await act(child);
  const [code, signal] = await ended;
  over.abort();
  await watch;
  return { code, signal, stderr, hung };
};
