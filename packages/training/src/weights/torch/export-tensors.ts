import type { Parameters, Program } from '@resnet/engine';
import type { Network } from '@resnet/models';
import { describedTensors, encodeSafetensors, type Tensor } from '../../checkpoints/index.js';
import { pytorchNames, torchvisionNames, type TensorNames } from './tensor-names.js';

export interface ExportOptions {
  readonly network: Network;
  readonly program: Program;
  readonly parameters: Parameters;
  /** What the network is shown: see `NetworkInput`. */
  readonly input: object;
  /** How far it has been trained, in words; `null` where that is to its end. */
  readonly unfinished?: string | null;
}

/**
 * A safetensors file of a network's parameters by PyTorch's names: torchvision's for the networks of ImageNet that
 * are built as theirs, else our paths with dots. Its metadata say which network it is, as data, what it is shown, and whether it is not trained to its end.
 */
export const exportTensors = ({
  network,
  program,
  parameters,
  input,
  unfinished = null,
}: ExportOptions): Uint8Array => {
  const { nameOf } = namesOf(network, program);
  const tensors = describedTensors(program.parameters, parameters);
  const renamed = new Map([...tensors].map(([path, tensor]): [string, Tensor] => [nameOf(path), tensor]));
  const about = { network: JSON.stringify(network), input: JSON.stringify({ formula, ...input }) };
  const metadata = { format: 'pt', ...about, ...(unfinished !== null && { unfinished }) };
  return encodeSafetensors({ tensors: renamed, metadata });
};

/** For people. */
const formula =
  '(byte * range / 255 - mean) / divisor for each byte of RGB; mean and divisor by channel, or the mean by row, column and channel';

/** By which names a network is exported: torchvision's where it is built as theirs are, and they tell its parameters apart. */
export const namesOf = ({ dataset }: Pick<Network, 'dataset'>, { parameters }: Program): TensorNames => {
  const names = parameters.map(({ path }) => torchvisionNames.nameOf(path));
  const areWhole = names.every((name) => !name.includes('/')) && new Set(names).size === names.length;
  return dataset === 'imagenet' && areWhole ? torchvisionNames : pytorchNames;
};
