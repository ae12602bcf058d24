import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { flatten } from '@resnet/engine';
import { sha256 } from '@resnet/files';
import { networkNamed, type Network } from '@resnet/models';
import { isNetwork } from '@resnet/run-log';
import { decodeTensors, type TensorFile } from '../../checkpoints/index.js';
import type { Imported } from '../imported-network.js';
import type { NetworkInput } from '../network-input.js';
import { strideOf } from '../bottleneck-stride.js';
import { describeOptions, networkWithOptions, type NetworkOptions } from '../network-with-options.js';
import { parametersOfTensors } from './parameters-of-tensors.js';

/**
 * What a file of tensors does not say of itself: the network where it was not exported from here, and where bottlenecks from
 * elsewhere have their stride.
 */
export interface TensorImportOptions extends NetworkOptions {
  readonly file: string;
  /** A name for it. */
  readonly name: string;
  /** Needed where the file does not say it. */
  readonly input?: InputScale | undefined;
}

type InputScale = Omit<NetworkInput, 'size' | 'channelOrder'>;

/**
 * A network of the paper with the parameters in a safetensors file, by torchvision's names or ours. Throws a
 * `RangeError` where it must be told more, and a `TypeError` for a file that does not hold the parameters of the
 * network.
 */
export const importTensors = async (options: TensorImportOptions): Promise<Imported> => {
  const { file, name } = options;
  const bytes = await readFile(file);
  const decoded = decodeTensors(bytes, file);
  const network = networkOf(decoded.metadata, options);
  const { parameters, naming } = parametersOfTensors(flatten(network), decoded.tensors, file);
  return {
    parameters,
    imported: {
      schemaVersion: 1,
      name,
      network,
      input: { size: network.input.height, channelOrder: 'RGB', ...inputOf(decoded.metadata, options) },
      source: {
        description: `${basename(file)}, by ${namings[naming]}`,
        package: null,
        files: { [basename(file)]: sha256(bytes) },
        changes: [],
      },
      stated: [],
    },
  };
};

const inputOf = ({ input: recorded }: TensorFile['metadata'], { file, input }: TensorImportOptions): InputScale => {
  if (input !== undefined) return input;
  const { range, mean, divisor } = (jsonIn(recorded) ?? {}) as Partial<InputScale>;
  if (range !== undefined && Array.isArray(mean) && Array.isArray(divisor)) return { range, mean, divisor };
  throw new RangeError(
    `${file}: expected to be told the mean and the divisor of each channel, found ${recorded ?? 'nothing'} in the file: say them`,
  );
};

const namings = {
  torchvision: "torchvision's names",
  pytorch: 'our paths with dots',
  paths: 'our paths',
} as const;

const networkOf = (metadata: TensorFile['metadata'], options: TensorImportOptions): Network => {
  const recorded = jsonIn(metadata.network);
  if (!isNetwork(recorded) || options.network !== undefined) return networkSaid(options);
  const said = describeOptions(options);
  if (said.length === 0) return recorded as Network;
  throw new RangeError(
    `${options.file} says itself which network it holds, ${(recorded as Network).name}: leave out ${said.join(' and ')}, or name the network`,
  );
};

/** Metadata that others wrote may be anything. */
const jsonIn = (text = 'null'): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Parameters do not tell where bottlenecks have their stride. */
const networkSaid = ({ file, network: name, ...said }: TensorImportOptions): Network => {
  if (name === undefined) {
    throw new RangeError(`${file} does not say which network it holds: say it, as resnet-50 or resnet-18-B`);
  }
  const isOpen = strideOf(networkNamed(name, said)) === 'first-1x1' && said.bottleneckStride === undefined;
  if (!isOpen) return networkWithOptions(name, said);
  throw new RangeError(
    `${file} does not say where the bottlenecks of ${name} have their stride, and its parameters are the same either way: ` +
      "say first-1x1, as in the paper, or 3x3, as in torchvision's (v1.5)",
  );
};
