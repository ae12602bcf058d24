import { readRun, type Run } from '@resnet/run-log';
import { DivergenceError, InterruptedError, runFolder, trainRun } from '@resnet/training';
import { Interruption } from '../errors.js';
import type { Work } from './choose-work.js';
import { describeRun } from './describe-run.js';
import { listenForInterrupts } from './listen-for-interrupts.js';
import type { PlannedRun } from './plan-runs.js';
import type { RunCommand, Say } from './run-command.js';
import type { Setup } from './set-up.js';
import { showProgress } from './show-progress.js';

export interface TrainAllOptions {
  readonly command: Pick<RunCommand, 'out' | 'fresh'>;
  readonly setup: Setup;
  readonly work: Work;
  readonly say: Say;
}

/** Trains one run after the other and says how each ended. Throws an `Interruption` after Ctrl-C. */
export const trainAll = async (options: TrainAllOptions): Promise<readonly Run[]> => {
  const { planned, secondsOf } = options.work;
  const interrupts = listenForInterrupts({
    onInterrupt: () => console.error('\nInterrupted: writing a checkpoint. Ctrl-C again exits at once.'),
  });
  try {
    const runs: Run[] = [];
    for (const [index, run] of planned.entries()) {
      const secondsAfter = secondsOf(planned.slice(index + 1));
      const ended = await trainOne(run, { ...options, secondsAfter, signal: interrupts.signal });
      options.say(describeRun(ended));
      runs.push(ended);
    }
    return runs;
  } finally {
    interrupts.stop();
  }
};

interface TrainOneOptions extends TrainAllOptions {
  readonly secondsAfter: number;
  readonly signal: AbortSignal;
}

/** A run that diverges is reported like any other, so that the others go on. */
const trainOne = async ({ member, seed }: PlannedRun, options: TrainOneOptions): Promise<Run> => {
  const { setup, secondsAfter, signal } = options;
  const { budget } = options.work;
  const { out: root, fresh } = options.command;
  const { network } = member;
  const display = showProgress({ name: `${network.name}, seed ${seed}`, secondsAfter });
  try {
    return await trainRun({ ...setup, member, budget, seed, root, fresh, signal, onProgress: display.update });
  } catch (error) {
    if (error instanceof InterruptedError) throw new Interruption(error.message, { cause: error });
    if (!(error instanceof DivergenceError)) throw error;
    return await readRun(runFolder({ root, runs: setup.experiment.runs, budget, network, seed }));
  } finally {
    display.stop();
  }
};
