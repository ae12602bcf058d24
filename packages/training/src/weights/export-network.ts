import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { writeDurably } from '@resnet/files';
import { exportTensors, namesOf } from './torch/export-tensors.js';
import type { RunData } from '../data/index.js';
import type { NetworkInput } from './network-input.js';
import { runInput, type RunInput } from './run-input.js';
import { readTrainedNetwork, type TrainedNetwork } from './trained-network.js';
import { strideOf } from './bottleneck-stride.js';

/** What was exported. */
export interface Exported {
  readonly file: string;
  readonly name: string;
  readonly network: string;
  readonly naming: 'torchvision' | 'pytorch' | 'paths';
  readonly bytes: number;
  /** What whoever loads it should know, in sentences. */
  readonly remarks: readonly string[];
}

/** The data set of a name, or `null` where it is not here. */
export type LoadData = (dataset: string) => Promise<RunData | null>;

/**
 * Writes the trained network of a folder, a run's or an imported one's, as a safetensors file with PyTorch's names; into the
 * current folder, named after it and its seed, where no file is given. The mean and the divisor of a run's images are in it
 * in numbers where `loadData` has them, and else in words. Rejects with an `Error` where the file is there already.
 */
export const exportNetwork = async (folder: string, to?: string, loadData?: LoadData): Promise<Exported> => {
  const trained = await readTrainedNetwork(folder);
  const { name, network, warning } = trained;
  const file = resolve(to ?? defaultName(trained));
  if (existsSync(file)) throw new Error(`${file} is there already: name another file with --out, or remove it first`);
  const unfinished = howUnfinished(trained);
  const input = await inputOf(trained, loadData);
  const bytes = exportTensors({ ...trained, input, unfinished });
  await mkdir(dirname(file), { recursive: true });
  await writeDurably(file, bytes);
  const { naming } = namesOf(network, trained.program);
  const epsilons = [...new Set(trained.program.operations.flatMap((at) => ('epsilon' in at ? [at.epsilon] : [])))];
  const remarks = [
    ...(warning === null ? [] : [warning]),
    ...(unfinished === null ? [] : [`It is not trained to its end: ${unfinished}.`]),
    ...(typeof input.mean === 'string'
      ? [
          `The file says only in words which mean is subtracted from images, since those of the run were not read here: ${input.mean}.`,
        ]
      : []),
    ...(naming === 'torchvision' && strideOf(network) === 'first-1x1'
      ? [
          "Its bottlenecks have their stride in the first 1x1, as in the paper; torchvision's own have it in the 3x3: with that network, the outputs differ.",
        ]
      : []),
    ...epsilons
      .filter((epsilon) => epsilon !== pytorchEpsilon)
      .map((epsilon) => `Epsilon of its batch normalizations is ${epsilon}; PyTorch's default is 1e-5.`),
  ];
  return { file, name, network: network.name, naming, bytes: bytes.length, remarks };
};

const inputOf = async (trained: TrainedNetwork, loadData?: LoadData): Promise<NetworkInput | RunInput> => {
  if (trained.run === null) return trained.input;
  const { record } = trained.run;
  return runInput(record, (await loadData?.(record.dataset.name)) ?? null);
};

/** `resnet-20-nesterov-seed-1.safetensors` */
const defaultName = ({ name, run }: TrainedNetwork): string =>
  `${[...name.split('/'), ...(run === null ? [] : [`seed-${run.record.seed}`])].join('-')}.safetensors`;

const howUnfinished = ({ run }: TrainedNetwork): string | null =>
  run === null || (run.iteration === run.record.iterations && run.record.state === 'finished')
    ? null
    : `iteration ${run.iteration} of ${run.record.iterations}`;

const pytorchEpsilon = 1e-5;
