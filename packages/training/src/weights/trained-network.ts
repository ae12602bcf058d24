import { flatten, type Parameters, type Program } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { readRunRecord, type RunRecord } from '@resnet/run-log';
import { readFinalParameters, readUnlockedCheckpoint } from '../checkpoints/index.js';
import { completeRecord, designedFor, recordedNetwork } from '../record/index.js';
import { isNetworkFolder, readNetworkFolder } from './network-folder.js';

/** A network with its parameters, of a run or imported. */
export interface TrainedNetwork {
  readonly name: string;
  readonly network: Network;
  readonly program: Program;
  readonly parameters: Parameters;
  /** What it is shown: numbers, or in words. */
  readonly input: Readonly<Record<string, unknown>>;
  /** The run it is of; `null` where it was imported. */
  readonly run: TrainingRun | null;
  /** Why the parameters are not the newest that were written; `null` where they are. */
  readonly warning: string | null;
}

/** Which run a network is of, and how far it was trained. */
export interface TrainingRun extends Pick<RunRecord, 'seed' | 'iterations'> {
  /** That the parameters are of. */
  readonly iteration: number;
}

/**
 * The trained network in the folder of a run or of an imported network; rejects with an `Error` where the folder is
 * neither.
 */
export const readTrainedNetwork = async (folder: string): Promise<TrainedNetwork> => {
  if (await isNetworkFolder(folder)) return ofImport(folder);
  const record = await readRunRecord(folder);
  if (record === null) {
    throw new Error(
      `expected the folder of a run or of an imported network, found no run.json or network.json in ${folder}`,
    );
  }
  const { iteration, ...trained } = await readRunNetwork(folder, record);
  const { inputScale } = completeRecord(record).recipe;
  const input = { mean: `of the training images of ${record.dataset.name}`, inputScale };
  const { member: name, seed, iterations } = record;
  return { ...trained, name, input, run: { seed, iteration, iterations } };
};

/** The network of a run as its checkpoint has it, or as it was committed. */
export interface RunNetwork extends Pick<TrainedNetwork, 'network' | 'program' | 'parameters' | 'warning'> {
  /** That the parameters are of. */
  readonly iteration: number;
}

/**
 * The network of a run whose record was read: of its checkpoint, or where it has none of its final parameters. Rejects with an
 * `Error` where the folder has neither.
 */
export const readRunNetwork = async (
  folder: string,
  { network: recorded, dataset, iterations }: Pick<RunRecord, 'network' | 'dataset' | 'iterations'>,
): Promise<RunNetwork> => {
  const network = recordedNetwork(recorded, designedFor(dataset.name));
  const program = flatten(network);
  const checkpoint = await readUnlockedCheckpoint(folder, program);
  if (checkpoint !== null) {
    const { parameters, warning, state } = checkpoint;
    return { network, program, parameters, warning, iteration: state.iteration };
  }
  const parameters = await readFinalParameters(folder, program, { iterations });
  if (parameters !== null) return { network, program, parameters, warning: null, iteration: iterations };
  throw new Error(
    `expected a checkpoint or parameters.safetensors in ${folder}, found neither: both stay on the machine that trained the run unless the parameters are committed`,
  );
};

const ofImport = async (folder: string): Promise<TrainedNetwork> => {
  const { imported, program, parameters } = await readNetworkFolder(folder);
  const { name, network, input } = imported;
  return { name, network, program, parameters, input: { ...input }, run: null, warning: null };
};
