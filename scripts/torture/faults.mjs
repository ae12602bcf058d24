import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { difference, isSentence } from './outcome.mjs';
import { runChild } from './run-child.mjs';
import { tinyFolder } from './tiny-run.mjs';

/*
 * Each fault is a function of the bench that does one thing to one or more processes and resolves to the outcome. The bench has
 * `root(name)`, an empty results folder; `reference`, the folder of the run that was never disturbed; `seconds`, how long that
 * took; `random`; `count`, how many there have been; `most` and `isOver()`, how many more there may be; and a `disk`.
 */

const lastLine = (text) => text.trim().split('\n').at(-1) ?? '';
const describe = ({ code, signal, stderr, hung }) =>
  `${hung ? 'hung' : `ended with ${code ?? signal}`}: ${lastLine(stderr)}`;

/** Whether a run that nothing disturbs any more ends as the one that nothing ever did. */
const finish = async (root, bench) => {
  const ended = await runChild(root);
  if (ended.code !== 0) return { wrong: `does not go on: ${describe(ended)}` };
  const wrong = difference(tinyFolder(root), bench.reference);
  return wrong === null ? { survived: true } : { wrong };
};

const recordOf = (root) => JSON.parse(readFileSync(join(tinyFolder(root), 'run.json'), 'utf8'));
const isFinished = (root) => existsSync(join(tinyFolder(root), 'run.json')) && recordOf(root).state === 'finished';

/** Kills one process after another at random moments until the run is done. One outcome for all of these kills. */
export const kills = async (bench) => {
  const root = bench.root('kills');
  let killed = 0;
  while (killed < bench.most && !bench.isOver() && !(killed > 0 && isFinished(root))) {
    const { signal } = await runChild(root, {
      act: async (child) => {
        await setTimeout(1000 * bench.seconds * bench.random.uniform());
        child.kill('SIGKILL');
      },
    });
    if (signal === 'SIGKILL') killed += 1;
  }
  return { times: killed, ...(await finish(root, bench)) };
};

const stops = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'];

/** A signal at a random moment: the process ends with 128 + n at a checkpoint of the very iteration, or had finished. */
export const signals = async (bench) => {
  const root = bench.root('signals');
  const signal = stops[bench.random.integer(stops.length)];
  const ended = await runChild(root, {
    act: async (child) => {
      await setTimeout(1000 * bench.seconds * bench.random.uniform());
      child.kill(signal);
    },
  });
  const expected = 128 + constants.signals[signal];
  // Before Node has begun to run the command, a signal ends it by itself.
  const early = ended.signal === signal && !existsSync(tinyFolder(root));
  if (!early && ended.code !== expected && ended.code !== 0) return { wrong: `${signal}: ${describe(ended)}` };
  if (ended.code === expected && existsSync(join(tinyFolder(root), 'run.json'))) {
    const last = recordOf(root).events.at(-1);
    const lost = last !== undefined && last.kind !== 'interrupted';
    if (lost && ended.stderr.includes('checkpoint')) return { wrong: `${signal}: the log ends with ${last.kind}` };
  }
  return finish(root, bench);
};

/** SIGUSR2 now and then: the run goes on, and ends as if nothing had been asked. */
export const checkpointSignals = async (bench) => {
  const root = bench.root('checkpoints');
  const ended = await runChild(root, {
    act: async (child) => {
      // Once the command listens: Node itself ends by this signal.
      await setTimeout(1000 * bench.seconds * (0.4 + 0.5 * bench.random.uniform()));
      if (existsSync(tinyFolder(root))) child.kill('SIGUSR2');
    },
  });
  if (ended.code !== 0) return { wrong: `SIGUSR2: ${describe(ended)}` };
  return finish(root, bench);
};

const closings = {
  'stdout closed': { shell: 'CHILD 2>&1 | true; exit ${PIPESTATUS[0]}' },
  'stderr closed': { shell: '{ CHILD 2>&1 >&3 | true; exit ${PIPESTATUS[0]}; } 3>/dev/null' },
  'no outputs at all': { shell: 'exec CHILD >&- 2>&-' },
  'full outputs': { shell: 'exec CHILD >/dev/full 2>/dev/full' },
  'a reader that takes one line': { shell: 'CHILD 2>&1 | head -1 >/dev/null; exit ${PIPESTATUS[0]}' },
};

/** Outputs that nobody reads, that are closed or full: the run is trained to its end all the same. */
export const closedOutputs = async (bench) => {
  const root = bench.root('outputs');
  const names = Object.keys(closings);
  const name = names[bench.count % names.length];
  const ended = await runChild(root, closings[name]);
  if (ended.code !== 0) return { wrong: `${name}: ${describe(ended)}` };
  const wrong = difference(tinyFolder(root), bench.reference);
  return wrong === null ? { survived: true } : { wrong: `${name}: ${wrong}` };
};

/** Two processes on one run at almost the same time: one trains it, the other says so, or comes when all is done. */
export const twoWriters = async (bench) => {
  const root = bench.root('writers');
  const both = await Promise.all([
    runChild(root),
    setTimeout(1000 * bench.seconds * 0.5 * bench.random.uniform()).then(() => runChild(root)),
  ]);
  const failed = both.filter(({ code }) => code !== 0);
  if (failed.length > 1) return { wrong: `both stopped: ${both.map(describe).join('; ')}` };
  if (failed.some(({ stderr }) => !isSentence(stderr))) return { wrong: failed.map(describe).join() };
  const wrong = difference(tinyFolder(root), bench.reference);
  if (wrong !== null) return { wrong };
  return failed.length === 1 ? { refused: true } : { survived: true };
};

/** A limit on the size of files, as a quota sets: the run stops with a sentence, and goes on where the limit is gone. */
export const limitedFiles = async (bench) => {
  const root = bench.root('limits');
  const kilobytes = 1 + bench.random.integer(320);
  return refusedThenFinished(root, bench, await runChild(root, { shell: `ulimit -f ${kilobytes}; exec CHILD` }));
};

/** A disk of random size that fills up; it grows afterwards. `disk` mounts and resizes one. */
export const fullDisks = async (bench) => {
  const { folder, resize } = bench.disk;
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  resize(8 + bench.random.integer(4000));
  const ended = await runChild(folder);
  resize(16 * 1024);
  return refusedThenFinished(folder, bench, ended);
};

const refusedThenFinished = async (root, bench, ended) => {
  if (ended.code !== 0 && (ended.code !== 1 || !isSentence(ended.stderr))) return { wrong: describe(ended) };
  const finished = await finish(root, bench);
  if (ended.code === 0 || finished.wrong !== undefined) return finished;
  return { refused: true };
};
