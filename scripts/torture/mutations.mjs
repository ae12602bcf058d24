// A process that damages files of a run, goes on with the run, and tells what came of it, one line of JSON each.
// Usage: mutations.mjs <template results folder> <reference run folder> <scratch folder> <file> <seed>...
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { carryOut, loadTrainAll } from '@resnet/cli/harness';
import { createRandom } from '@resnet/random';
import { mutate } from './mutate.mjs';
import { difference, isSentence } from './outcome.mjs';
import { tinyFolder, tinyRun } from './tiny-run.mjs';

const [, , template, reference, scratch, file, first, last] = process.argv;

let said = '';
const tell = (text) => {
  said += text;
  return true;
};
const write = process.stdout.write.bind(process.stdout);
console.error = (text) => tell(`${text}\n`);
process.stderr.write = tell;

const trainAll = await loadTrainAll();

const attempt = async (seed) => {
  rmSync(scratch, { recursive: true, force: true });
  cpSync(template, scratch, { recursive: true });
  const path = join(tinyFolder(scratch), file);
  const { how, damaged } = mutate(readFileSync(path), createRandom(seed, 'mutation', file));
  writeFileSync(path, damaged);
  said = '';
  const code = await carryOut(() => trainAll({ ...tinyRun(scratch), say: () => undefined }));
  if (code === 0) {
    const wrong = difference(tinyFolder(scratch), reference);
    return wrong === null ? { survived: true } : { wrong: `${how} (seed ${seed}): ${wrong}` };
  }
  if (isSentence(said)) return { refused: true };
  return { wrong: `${how} (seed ${seed}): ended with ${code}: ${said.trim().split('\n').at(-1)}` };
};

for (let seed = Number(first); seed <= Number(last); seed++) {
  const outcome = await attempt(seed);
  write(`${JSON.stringify(outcome)}\n`);
}
rmSync(scratch, { recursive: true, force: true });
