/** A run as a process of its own, to be killed: trains below the folder given, and tells each iteration. */
import { longerRun } from '../src/run/tiny-run.fixture.ts';
import { trainRun } from '../src/run/train-run.ts';

const [, , root] = process.argv;
await trainRun({ ...longerRun(root), onProgress: ({ iteration }) => process.stdout.write(`${iteration}\n`) });
