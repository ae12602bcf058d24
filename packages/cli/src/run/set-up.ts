import type { Engine, Precision } from '@resnet/engine';
import { describeProvenance, type Experiment, type RunData } from '@resnet/training';
import { chooseThreads } from '../choose-threads.js';
import { chooseEngine, choosePrecision } from '../engines.js';
import { formatPlural } from '../format.js';
import { loadData } from '../load-data.js';
import type { RunCommand, Say } from './run-command.js';

/** What all runs of a command share. */
export interface Setup {
  readonly experiment: Experiment;
  readonly engine: Engine;
  readonly precision: Precision;
  readonly threads: number;
  readonly data: RunData;
}

/** What of a command says what computes, and on which data. */
export type MachineChoice = Pick<RunCommand, 'engine' | 'precision' | 'threads' | 'cache'>;

/** Loads engine and data, and says what computes and why. */
export const setUp = async (command: MachineChoice, experiment: Experiment, say: Say): Promise<Setup> => ({
  ...(await setUpEngine(command, say)),
  experiment,
  data: await loadData(experiment.dataset, command.cache),
});

/** Loads the engine, and says what computes and why. */
export const setUpEngine = async (
  command: MachineChoice,
  say: Say,
): Promise<Pick<Setup, 'engine' | 'precision' | 'threads'>> => {
  const { engine, reason } = await chooseEngine(command.engine);
  const precision = choosePrecision(engine, command.precision);
  const threads = chooseThreads(command.threads);
  say(`engine ${engine.name}, ${precision}, up to ${formatPlural(threads, 'thread')}: ${engine.description}`);
  say(`(${reason})\n`);
  const { problem, stale } = await describeProvenance();
  if (stale !== null) console.error(stale);
  if (problem !== null) console.error(`${problem}: run.json will name no commit, and the runs cannot be traced to one`);
  return { engine, precision, threads };
};
