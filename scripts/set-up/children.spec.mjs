import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

onLinux('a script whose npm is killed takes along what it has started', async () => {
  const file = join(folder, 'pid');
  const own = join(folder, 'script.mjs');
  writeFileSync(own, script('show', `echo $$ > '${file}'; exec sleep 60`));
  const env = `{ ...process.env, npm_lifecycle_script: 'node scripts/reproduce.mjs' }`;
  const start = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(own)}], { env: ${env} })`;
  const npm = spawn(process.execPath, ['-e', start], { stdio: 'ignore' });
  const pid = await written(file);
  npm.kill('SIGKILL');
  // It looks every second; where it did not, the test would time out.
  while (isRunning(pid)) await setTimeout(50);
});

onLinux('a script passes SIGUSR2 on to what writes checkpoints, and goes on', async () => {
  const file = join(folder, 'pid');
  const trainer = `process.on('SIGUSR2', () => console.log('checkpoint') || setTimeout(() => process.exit(0), 100));
    require('node:fs').writeFileSync(${JSON.stringify(file)}, process.pid + '\\n'); setInterval(() => {}, 1000);`;
  const code = `import { showWith } from ${command};
    await showWith({ checkpoints: true }, process.execPath, '-e', ${JSON.stringify(trainer)});
    console.log('went on');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (text) => (printed += text));
  await written(file);
  child.kill('SIGUSR2');
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(printed).toBe('checkpoint\nwent on\n');
});

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
