import { resolve, sep } from 'node:path';
import { MalformedFileError, readRun, runFolder, RunFolderLockedError, runIdentity, type Run } from '@resnet/run-log';
import { CheckpointError, DivergenceError, InterruptedError, RunSettingsError, trainRun } from '@resnet/training';
import { describeSystemError } from '../describe-system-error.js';
import { Interruption } from '../errors.js';
import { checkpointSignal, type StopSignal } from '../process/signals.js';
import { showBar } from '../show-bar.js';
import type { Work } from './choose-work.js';
import { describeRun } from './describe-run.js';
import { listenForSignals, type SignalListener } from './listen-for-signals.js';
import type { PlannedRun } from './plan-runs.js';
import type { RunCommand, Say } from './run-command.js';
import type { Setup } from './set-up.js';
import { ofRun } from './show-progress.js';

export interface TrainAllOptions {
  readonly command: Pick<RunCommand, 'out' | 'fresh' | 'groupsAtOnce'>;
  readonly setup: Setup;
  readonly work: Work;
  readonly say: Say;
}

/** How the runs ended. */
export interface Trained {
  readonly runs: readonly Run[];
  /** How many could not be trained; why was said. */
  readonly refused: number;
}

/**
 * Trains one run after the other and says how each ended. What is wrong with one run, as with its folder or where it needs
 * more memory than there is, does not keep the others from being trained; a full disk does. A signal that asks to stop
 * throws an `Interruption` at once.
 */
export const trainAll = async (options: TrainAllOptions): Promise<Trained> => {
  const { planned, secondsOf } = options.work;
  const signals = listenForSignals({
    onStop: (signal) => console.error(`\n${sayStop(signal)}`),
    onCheckpoint: () => console.error(`\n${checkpointSignal}: writing a checkpoint and going on.`),
  });
  try {
    const runs: Run[] = [];
    let refused = 0;
    for (const [index, run] of planned.entries()) {
      if (run.blockedBy !== null) {
        // That was said before the first run.
        refused += 1;
        continue;
      }
      const secondsAfter = secondsOf(planned.slice(index + 1));
      const folder = folderOf(run, options);
      const ended = await trainOne(run, { ...options, folder, secondsAfter, signals }).catch(unlessRefused(folder));
      if (ended instanceof Error) {
        if (planned.length === 1) throw ended;
        console.error(`${run.member.name}, seed ${run.seed}: ${describeSystemError(ended) ?? ended.message}`);
        refused += 1;
      } else {
        options.say(`${describeRun(ended)}${remarkOn(run, options.command)}`);
        runs.push(ended);
      }
    }
    return { runs, refused };
  } finally {
    signals.stop();
  }
};

/** Of a run that is not trained now. */
const remarkOn = ({ taken, state }: PlannedRun, { fresh }: Pick<RunCommand, 'fresh'>): string => {
  if (taken !== null) return ` (taken from ${taken.folder})`;
  return state === 'finished' && !fresh ? ' (finished before: --fresh --yes trains it again)' : '';
};

const folderOf = ({ member, seed }: PlannedRun, { command, setup, work: { budget } }: TrainAllOptions): string =>
  runFolder(command.out, runIdentity(setup.experiment, member, { budget, seed }));

/** What is wrong with one run alone: its folder, or as a `RangeError` that this machine cannot do what it asks for. */
const unlessRefused =
  (folder: string) =>
  (error: unknown): Error => {
    const kinds = [MalformedFileError, CheckpointError, RunSettingsError, RunFolderLockedError, RangeError];
    if (error instanceof Error && (kinds.some((kind) => error instanceof kind) || isDeniedIn(folder, error)))
      return error;
    throw error;
  };

/** Whether the user may not read or write a folder, or something in it. */
const isDeniedIn = (folder: string, { code, path = '' }: NodeJS.ErrnoException): boolean =>
  (code === 'EACCES' || code === 'EPERM') && `${resolve(path)}${sep}`.startsWith(`${resolve(folder)}${sep}`);

const sayStop = (signal: StopSignal): string =>
  signal === 'SIGINT'
    ? 'Interrupted: writing a checkpoint. Ctrl-C again exits at once.'
    : `Stopped by ${signal}: writing a checkpoint.`;

interface TrainOneOptions extends TrainAllOptions {
  readonly folder: string;
  readonly secondsAfter: number;
  readonly signals: SignalListener;
}

/** A run that diverges is reported like any other, so that the others go on. */
const trainOne = async ({ member, seed, taken }: PlannedRun, options: TrainOneOptions): Promise<Run> => {
  if (taken !== null) return taken;
  const { setup, folder, secondsAfter, signals } = options;
  const { signal, takeCheckpointRequest } = signals;
  const { budget } = options.work;
  const { out: root, fresh, groupsAtOnce } = options.command;
  const display = showBar({ name: `${member.name}, seed ${seed}`, ...ofRun(secondsAfter) });
  try {
    return await trainRun({
      ...{ ...setup, precision: member.precision ?? setup.precision, member, budget, seed, root, fresh, groupsAtOnce },
      ...{ signal, takeCheckpointRequest, onProgress: display.update, say: options.say, warn: console.error },
    });
  } catch (error) {
    const { reason } = signal as { readonly reason: unknown };
    if (error instanceof InterruptedError && reason instanceof Interruption) {
      throw new Interruption(reason.signal, error.message, { cause: error });
    }
    if (!(error instanceof DivergenceError)) throw error;
    return await readRun(folder);
  } finally {
    display.stop();
  }
};
