import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

let folder;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'children-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const command = JSON.stringify(join(import.meta.dirname, 'command.mjs'));

/** Runs a shell command by `show` or `capture`, and says that it went on after it. */
const script = (how, shell) => `
import { ${how} } from ${command};
await ${how}('sh', '-c', ${JSON.stringify(shell)});
console.log('went on');
`;

/** What a process wrote to a file, once it is there. */
const written = async (file) => {
  while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('\n')) await setTimeout(20);
  return Number(readFileSync(file, 'utf8'));
};

const isRunning = (pid) => {
  if (!existsSync(`/proc/${pid}/stat`)) return false;
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[2] !== 'Z';
};

const onLinux = process.platform === 'linux' ? test : test.skip;

/** A script that starts `shell`, which writes its number, or that of what it has started, to a file. */
const start = async (how, shell) => {
  const file = join(folder, 'pid');
  const args = ['--input-type=module', '-e', script(how, shell.replace('FILE', `'${file}'`))];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, pid: await written(file) };
};

onLinux.each([
  ['shows', 'show', 'SIGTERM', 143, 'echo $$ > FILE; exec sleep 60'],
  ['shows', 'show', 'SIGHUP', 129, 'echo $$ > FILE; exec sleep 60'],
  ['captures', 'capture', 'SIGTERM', 143, 'sleep 60 & echo $! > FILE; wait'],
  ['captures', 'capture', 'SIGUSR1', 138, 'sleep 60 & echo $! > FILE; wait'],
])(
  'a script that %s what a command prints takes it along (%s, %s) and ends with %i',
  async (_, how, signal, code, shell) => {
    const { child, pid } = await start(how, shell);
    expect(isRunning(pid)).toBe(true);
    let printed = '';
    child.stdout.on('data', (text) => (printed += text));
    child.kill(signal);
    expect(await once(child, 'close')).toEqual([code, null]);
    expect(isRunning(pid)).toBe(false);
    expect(printed).toBe('');
  },
);
