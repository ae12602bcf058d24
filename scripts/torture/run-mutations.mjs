import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const program = join(import.meta.dirname, 'mutations.mjs');

/** Damages `file` once for each seed from `first` to `last` in processes of their own, until `isOver()`; tells each outcome. */
export const runMutations = async ({ template, reference, scratch, file, first, last, isOver, onOutcome }) => {
  let seed = first;
  while (seed <= last && !isOver()) {
    const args = [program, template, reference, scratch, file, String(seed), String(last)];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text) => (stderr += text));
    const ended = once(child, 'close');
    let stopped = false;
    for await (const line of createInterface({ input: child.stdout })) {
      onOutcome(JSON.parse(line));
      seed += 1;
      if (isOver()) {
        stopped = true;
        child.kill('SIGKILL');
        break;
      }
    }
    const [code, signal] = await ended;
    if (code === 0 || stopped) return;
    onOutcome({ wrong: `the process that read it ended with ${code ?? signal} (seed ${seed}): ${stderr.slice(-300)}` });
    seed += 1;
  }
};
