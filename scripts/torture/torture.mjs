import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createRandom } from '@resnet/random';
import { openDisk } from './disk.mjs';
import * as faults from './faults.mjs';
import { difference } from './outcome.mjs';
import { runChild } from './run-child.mjs';
import { runMutations } from './run-mutations.mjs';
import { Tally, tallyTable } from './tally.mjs';
import { interruptedRun } from './interrupted-run.mjs';
import { tinyFolder } from './tiny-run.mjs';

/** How often each fault is tried where there is all the time, and its share of the time where there is not. */
const plan = [
  { name: 'kill -9 at random moments', fault: faults.kills, tries: 200, share: 4 },
  { name: 'signals that stop', fault: faults.signals, tries: 60, share: 3 },
  { name: 'SIGUSR2, for a checkpoint', fault: faults.checkpointSignals, tries: 20, share: 1.5 },
  { name: 'outputs closed or full', fault: faults.closedOutputs, tries: 20, share: 1.5 },
  { name: 'two writers', fault: faults.twoWriters, tries: 20, share: 1.5 },
  { name: 'a full disk', fault: faults.fullDisks, tries: 40, share: 1.5, needsDisk: true },
  { name: 'a limit on the size of files', fault: faults.limitedFiles, tries: 40, share: 1.5 },
];

const mutated = [
  'run.json',
  'training.csv',
  'timing.csv',
  'evaluation.csv',
  'checkpoint/state.json',
  'checkpoint/parameters.safetensors',
  'checkpoint/momentum.safetensors',
];
const mutations = { tries: 1000, share: 2 };

/** In memory where that is a folder: what is tried is the order of writes, and a disk would be waited for most of the time. */
const scratchFolder = () => mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'torture-'));

const optionsOf = (args) => {
  const { values } = parseArgs({
    args,
    options: { seconds: { type: 'string' }, seed: { type: 'string', default: '1' }, only: { type: 'string' } },
  });
  const { seconds = 'Infinity', seed, only = '' } = values;
  return { seconds: Number(seconds), seed: Number(seed), only };
};

const now = () => performance.now() / 1000;

/** Tries every fault, prints the table and what went wrong, and resolves to the exit code: 1 where anything did. */
export const torture = async (args) => {
  const options = optionsOf(args);
  const scratch = scratchFolder();
  const disk = openDisk(join(scratch, 'disk'));
  try {
    return report(await tryAll({ ...options, scratch, disk }));
  } finally {
    disk?.close();
    rmSync(scratch, { recursive: true, force: true });
  }
};

const report = (tallies) => {
  console.log(`\n${tallyTable(tallies)}\n`);
  const wrong = tallies.flatMap(({ name, wrong }) => wrong.map((what) => `${name}: ${what}`));
  for (const line of wrong.slice(0, 50)) console.log(line);
  if (wrong.length > 50) console.log(`... and ${wrong.length - 50} more`);
  return wrong.length === 0 ? 0 : 1;
};

const tryAll = async ({ seconds, seed, only, scratch, disk }) => {
  const { reference, duration } = await undisturbed(scratch);
  const work = [
    ...plan.map(({ fault, ...rest }) => ({ ...rest, work: tryFault(fault) })),
    ...mutated.map((file) => ({ ...mutations, name: `damage to ${file}`, work: tryMutations(file) })),
  ].filter(({ name }) => name.includes(only));
  const shares = work.reduce((sum, { share }) => sum + share, 0);
  const tallies = [];
  for (const { name, tries, share, needsDisk, work: carryOut } of work) {
    const tally = new Tally(name);
    tallies.push(tally);
    if (needsDisk && disk === null) {
      console.log(`${name}: not tried, since no disk can be mounted here (that needs root)`);
      continue;
    }
    const end = now() + ((seconds - duration) * share) / shares;
    const isOver = () => now() > end;
    const random = createRandom(seed, name);
    await carryOut({ tally, tries, isOver, random, scratch, disk, reference, seconds: duration, seed });
    console.log(`${name}: ${tally.tried} tried, ${tally.wrong.length} wrong`);
  }
  return tallies;
};

/** A run that nothing disturbs, twice: what all others are compared with, and seconds that one takes. */
const undisturbed = async (scratch) => {
  const [reference, again] = ['reference', 'again'].map((name) => join(scratch, name));
  const durations = [];
  for (const root of [reference, again]) {
    const start = now();
    const { code, stderr } = await runChild(root);
    if (code !== 0) throw new Error(`the run that nothing disturbs ended with ${code}: ${stderr}`);
    durations.push(now() - start);
  }
  const wrong = difference(tinyFolder(again), tinyFolder(reference));
  if (wrong !== null) throw new Error(`two runs that nothing disturbs differ: ${wrong}`);
  return { reference: tinyFolder(reference), duration: Math.min(...durations) };
};

const tryFault =
  (fault) =>
  async ({ tally, tries, isOver, ...bench }) => {
    for (let count = 0; tally.tried < tries && !(isOver() && count > 0); count++) {
      const root = (name) => {
        const folder = join(bench.scratch, name);
        rmSync(folder, { recursive: true, force: true });
        mkdirSync(folder);
        return folder;
      };
      const { times = 1, ...outcome } = await fault({ ...bench, root, count, isOver, most: tries - tally.tried });
      tally.add(outcome, times);
    }
  };

const tryMutations =
  (file) =>
  async ({ tally, tries, isOver, scratch, reference, seed }) => {
    const template = await interruptedRun(join(scratch, 'template'));
    await runMutations({
      ...{ template, reference, scratch: join(scratch, 'mutated'), file, isOver },
      ...{ first: 1 + (seed - 1) * tries, last: seed * tries, onOutcome: (outcome) => tally.add(outcome) },
    });
  };
