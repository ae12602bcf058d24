import { basename, extname } from 'node:path';
import type { Imported } from './imported-network.js';
import { importLayersModel } from './tfjs/import-layers-model.js';
import { networkWithOptions } from './network-with-options.js';
import { importTensors, type TensorImportOptions } from './torch/import-tensors.js';

/** A file of weights, and what it does not say of itself. */
export interface WeightsImportOptions extends Omit<TensorImportOptions, 'name'> {
  /** The file's where not given. */
  readonly name?: string | undefined;
  /** The order of the channels that a TensorFlow.js model reads; RGB where not given. */
  readonly channelOrder?: 'RGB' | 'BGR' | undefined;
}

/**
 * A network of ours from a file that others wrote: parameters of PyTorch (.safetensors), or a TensorFlow.js layers model
 * (model.json, its shards beside it). Throws a `RangeError` where it must be told more or cannot be, and a `TypeError` for a
 * file that holds something else.
 */
export const importWeights = async (options: WeightsImportOptions): Promise<Imported> => {
  const { file, name = basename(file, extname(file)) } = options;
  switch (extname(file)) {
    case '.safetensors':
      if (options.channelOrder === 'BGR')
        throw new RangeError(`${file}: expected a network that reads RGB, got channel order BGR`);
      return importTensors({ ...options, name });
    case '.json':
      return importModel({ ...options, name });
    default:
      throw new RangeError(
        `expected a .safetensors file or the model.json of a TensorFlow.js layers model, got ${file}`,
      );
  }
};

const importModel = async (options: WeightsImportOptions & { readonly name: string }): Promise<Imported> => {
  const { file, name, network: networkName, channelOrder = 'RGB', input } = options;
  if (networkName === undefined) throw new RangeError(`${file}: say which network it is, as resnet-50 or resnet-18-B`);
  if (input === undefined)
    throw new RangeError(`${file}: say the mean and the divisor of each channel, which it does not hold`);
  const { network, parameters, files } = await importLayersModel({
    file,
    network: networkWithOptions(networkName, options),
    channelOrder,
  });
  const turned = channelOrder === 'BGR' ? ['The first convolution is turned from BGR to RGB.'] : [];
  return {
    parameters,
    imported: {
      schemaVersion: 1,
      name,
      network,
      input: { size: network.input.height, channelOrder: 'RGB', ...input },
      source: {
        description: `The TensorFlow.js layers model ${basename(file)}`,
        package: null,
        files,
        changes: [...turned, 'The biases of convolutions are subtracted from the running means after them.'],
      },
      stated: [],
    },
  };
};
