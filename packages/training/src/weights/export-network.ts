import { writeDurably } from '@resnet/files';
import { exportTensors, namesOf } from './torch/export-tensors.js';
import { readTrainedNetwork } from './trained-network.js';
import { strideOf } from './torch/bottleneck-stride.js';

/** What was exported. */
export interface Exported {
  readonly name: string;
  readonly network: string;
  readonly naming: 'torchvision' | 'pytorch' | 'paths';
  readonly bytes: number;
  /** What whoever loads it should know, in sentences. */
  readonly remarks: readonly string[];
}

/** Writes the trained network of a folder, a run's or an imported one's, as a safetensors file with PyTorch's names. */
export const exportNetwork = async (folder: string, file: string): Promise<Exported> => {
  const trained = await readTrainedNetwork(folder);
  const { name, network, input, warning } = trained;
  const bytes = exportTensors({ ...trained, input });
  await writeDurably(file, bytes);
  const { naming } = namesOf(network);
  const epsilons = [...new Set(trained.program.operations.flatMap((at) => ('epsilon' in at ? [at.epsilon] : [])))];
  const remarks = [
    ...(warning === null ? [] : [warning]),
    ...(naming === 'torchvision' && strideOf(network) === 'first-1x1'
      ? [
          "Its bottlenecks have their stride in the first 1x1, as in the paper; torchvision's own have it in the 3x3: with that network, the outputs differ.",
        ]
      : []),
    ...epsilons
      .filter((epsilon) => epsilon !== pytorchEpsilon)
      .map((epsilon) => `Epsilon of its batch normalizations is ${epsilon}; PyTorch's default is 1e-5.`),
  ];
  return { name, network: network.name, naming, bytes: bytes.length, remarks };
};

const pytorchEpsilon = 1e-5;
