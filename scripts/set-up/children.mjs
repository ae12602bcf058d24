import { setInterval } from 'node:timers';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'];

/** The processes that a script has started: they end when it is told to, and it ends after them. */
export class Children {
  #running = new Map();
  #stoppedBy = null;

  /** `group`: it leads a process group of its own; `checkpoints`: SIGUSR2 asks it for a checkpoint. */
  add(child, { group = false, checkpoints = false } = {}) {
    this.#running.set(child, { group, checkpoints });
    const forget = () => {
      this.#running.delete(child);
      if (this.#stoppedBy !== null && this.#running.size === 0) this.#end();
    };
    child.on('error', forget);
    child.on('close', forget);
    return child;
  }

  /** From here on signals are passed on to the children, and end the script with 128 + n once they have ended. */
  followSignals() {
    for (const signal of stopSignals.filter((signal) => signal in constants.signals)) {
      process.on(signal, () => this.#stop(signal));
    }
    if ('SIGUSR2' in constants.signals) process.on('SIGUSR2', () => this.#askForCheckpoints());
    this.#followNpm();
  }

  /** npm passes SIGINT and SIGTERM on; where anything else ends it, this script would live on as an orphan. */
  #followNpm() {
    const npm = npmProcess();
    if (npm === null) return;
    setInterval(() => {
      if (npmProcess() !== npm && this.#stoppedBy === null) this.#stop('SIGHUP');
    }, 1000).unref();
  }

  #stop(signal) {
    this.#stoppedBy ??= signal;
    if (this.#running.size === 0) this.#end();
    for (const [child, { group }] of this.#running) send(child, signal, group);
  }

  #askForCheckpoints() {
    for (const [child, { checkpoints }] of this.#running) if (checkpoints) send(child, 'SIGUSR2', false);
  }

  #end() {
    process.exit(128 + constants.signals[this.#stoppedBy]);
  }
}

const send = (child, signal, group) => {
  try {
    if (group) process.kill(-child.pid, signal);
    else child.kill(signal);
  } catch (error) {
    // It has ended meanwhile.
    if (error.code !== 'ESRCH') throw error;
  }
};

/** The number of the npm that runs this script, by itself or by a shell, as long as it lives; `null` where none does. */
const npmProcess = () => {
  const { npm_lifecycle_script: script } = process.env;
  if (script === undefined) return null;
  const parent = process.ppid;
  try {
    const isShell = readFileSync(`/proc/${parent}/cmdline`, 'utf8').includes(script);
    return isShell ? Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${parent}/status`, 'utf8'))[1]) : parent;
  } catch {
    return parent;
  }
};
