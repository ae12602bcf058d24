import { flatten, type Parameters, type Program } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { requireRunRecord, type RunRecord } from '@resnet/run-log';
import { readFinalParameters, readUnlockedCheckpoint } from '../checkpoints/index.js';
import { designedFor, recordedNetwork } from '../record/index.js';
import { isNetworkFolder, readNetworkFolder } from './network-folder.js';
import type { NetworkInput } from './network-input.js';

/** A network with its parameters, of a run or imported. */
export type TrainedNetwork = NamedNetwork & (OfRun | OfImport);

interface NamedNetwork {
  readonly name: string;
  readonly network: Network;
  readonly program: Program;
  readonly parameters: Parameters;
  /** Why the parameters are not the newest that were written; `null` where they are. */
  readonly warning: string | null;
}

/** What its network is shown follows from the record: see `runInput`. */
interface OfRun {
  readonly run: {
    readonly record: RunRecord;
    /** That the parameters are of. */
    readonly iteration: number;
  };
}

interface OfImport {
  readonly run: null;
  readonly input: NetworkInput;
}

/**
 * The trained network in the folder of a run or of an imported network; rejects with an `Error` where the folder is
 * neither.
 */
export const readTrainedNetwork = async (folder: string): Promise<TrainedNetwork> => {
  if (await isNetworkFolder(folder)) return ofImport(folder);
  const record = await requireRunRecord(folder, 'network.json of an imported network');
  const { iteration, ...trained } = await readRunNetwork(folder, record);
  return { ...trained, name: record.member, run: { record, iteration } };
};

/** The network of a run as its checkpoint has it, or as it was committed. */
export interface RunNetwork extends Omit<NamedNetwork, 'name'> {
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
  return { name, network, program, parameters, input, run: null, warning: null };
};
