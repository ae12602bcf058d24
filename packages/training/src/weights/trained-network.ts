import { flatten, type Parameters, type Program } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { readRunRecord, type RunRecord } from '@resnet/run-log';
import { readUnlockedCheckpoint } from '../checkpoints/index.js';
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
  /** Why the parameters are not the newest that were written; `null` where they are. */
  readonly warning: string | null;
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
  const { network, program, parameters, warning } = await readRunNetwork(folder, record);
  const { inputScale } = completeRecord(record).recipe;
  const input = { mean: `of the training images of ${record.dataset.name}`, inputScale };
  return { name: record.member, network, program, parameters, input, warning };
};

/** The network of a run as its checkpoint has it. */
export interface RunNetwork extends Pick<TrainedNetwork, 'network' | 'program' | 'parameters' | 'warning'> {
  /** Of the checkpoint. */
  readonly iteration: number;
}

/** The network of a run whose record was read; rejects with an `Error` where the folder has no checkpoint. */
export const readRunNetwork = async (
  folder: string,
  { network: recorded, dataset }: Pick<RunRecord, 'network' | 'dataset'>,
): Promise<RunNetwork> => {
  const network = recordedNetwork(recorded, designedFor(dataset.name));
  const program = flatten(network);
  const checkpoint = await readUnlockedCheckpoint(folder, program);
  if (checkpoint === null) {
    throw new Error(`expected a checkpoint in ${folder}, found none: it stays on the machine that trained the run`);
  }
  const { parameters, warning, state } = checkpoint;
  return { network, program, parameters, warning, iteration: state.iteration };
};

const ofImport = async (folder: string): Promise<TrainedNetwork> => {
  const { imported, program, parameters } = await readNetworkFolder(folder);
  const { name, network, input } = imported;
  return { name, network, program, parameters, input: { ...input }, warning: null };
};
