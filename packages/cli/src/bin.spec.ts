import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../bin/resnet.js', import.meta.url));
const built = fileURLToPath(new URL('../dist/main.js', import.meta.url));

// Of the two only one, or Node warns on standard error.
const env = { ...process.env, NO_COLOR: undefined, FORCE_COLOR: '0' };
beforeAll(() => {
  if (!existsSync(built)) throw new Error('expected the command to be built: npm run build');
});

const resnet = (...args: readonly string[]) => spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', env });

describe('the built command', () => {
  it('prints its help and exits with 0', () => {
    const { status, stdout, stderr } = resnet('--help');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('Usage: resnet');
  });

  it('tells the shell of bad usage', () => {
    const { status, stdout, stderr } = resnet('describe', 'resnet-21');
    expect({ status, stdout, stderr }).toEqual({
      ...{ status: 2, stdout: '', stderr: 'resnet: CIFAR-10 depth must be 6n + 2, got 21\n' },
    });
  });

  const onLinux = process.platform === 'linux' ? it : it.skip;

  onLinux('says in a sentence that a full disk keeps it from printing, and fails', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [bin, 'list'], {
      ...{ encoding: 'utf8', env, stdio: ['ignore', full, 'pipe'] },
    });
    closeSync(full);
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: 'resnet: standard output could not be written: ENOSPC: no space left on device, write\n',
    });
  });

  onLinux('ends well where nobody reads what it prints', () => {
    const command = `'${process.execPath}' '${bin}' list; echo "exit code $?" >&2`;
    const { stderr } = spawnSync('bash', ['-c', `(${command}) | head -1`], { encoding: 'utf8', env });
    expect(stderr).toBe('exit code 0\n');
  });

  onLinux.each([
    ['SIGTERM', [null, 'SIGTERM']],
    ['SIGHUP', [null, 'SIGHUP']],
    // By itself Node would open its debugger.
    ['SIGUSR1', [138, null]],
  ] as const)('ends by %s while it is still loading', async (signal, ended) => {
    const child = spawn(process.execPath, [...waiting, bin, 'list'], { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    child.stderr.on('data', (text: Buffer) => {
      stderr += String(text);
      child.kill(signal);
    });
    expect(await once(child, 'exit')).toEqual(ended);
    expect(stderr).toBe('handlers are there\n');
  });

  const hasPython = process.platform === 'linux' && spawnSync('python3', ['--version']).status === 0;

  (hasPython ? it : it.skip)('ends by SIGHUP where its terminal is closed', () => {
    const args = ['-c', closesTerminal, process.execPath, ...waiting, bin, 'list'];
    const { stdout, stderr } = spawnSync('python3', args, { encoding: 'utf8', env });
    expect({ stdout, stderr }).toEqual({ stdout: '-1\n', stderr: '' });
  });
});

/** Runs a command in a terminal of its own, closes that once something was printed, and tells the exit code. */
const closesTerminal = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0: os.execv(sys.argv[1], sys.argv[1:])
os.read(terminal, 1)
os.close(terminal)
print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))`;

/** Says so as soon as the command listens to signals, and keeps it from going on meanwhile. */
const reportsHandlers = `
const listen = process.on;
process.on = function (name, listener) {
  const result = listen.call(this, name, listener);
  if (name === 'SIGUSR2') {
    process.on = listen;
    process.stderr.write('handlers are there\\n');
    setInterval(() => undefined, 1000);
  }
  return result;
};`;

/** Imported before the command. */
const waiting = ['--import', `data:text/javascript,${encodeURIComponent(reportsHandlers)}`];
