import { join } from 'node:path';
import { fetchAuthorsResnet50, type FetchOptions } from '@resnet/datasets';
import type { Parameters } from '@resnet/engine';
import { residualNetwork } from '@resnet/models';
import type { ImportedNetwork } from './imported-network.js';
import { importLayersModel } from './tfjs/import-layers-model.js';

/** A network that was imported, before it has a folder. */
export interface Imported {
  readonly imported: Omit<ImportedNetwork, 'parameters'>;
  readonly parameters: Parameters;
}

/** What the authors print beside their models, on the validation images (github.com/KaimingHe/deep-residual-networks). */
const stated = [
  { protocol: 'center-crop', on: 'the 50,000 validation images of ILSVRC2012', top1Error: 24.7, top5Error: 7.8 },
  { protocol: '10-crop', on: 'the 50,000 validation images of ILSVRC2012', top1Error: 22.9, top5Error: 6.7 },
];

/** The mean of each channel that the model was converted with, in red, green, blue; its input is BGR, and is not divided. */
const mean = [123.68, 116.779, 103.939];

/**
 * The authors' own ResNet-50, fetched into a cache directory where it is not there already, as a network of ours. It was
 * converted from Caffe to Keras, and from there to TensorFlow.js.
 */
export const importAuthorsResnet50 = async (
  options: FetchOptions & { readonly registry?: string },
): Promise<Imported> => {
  const { folder, specifier, integrity } = await fetchAuthorsResnet50(options);
  const { network, parameters, files } = await importLayersModel({
    file: join(folder, 'model.json'),
    network: residualNetwork({ depth: 50 }),
    channelOrder: 'BGR',
  });
  return {
    parameters,
    imported: {
      schemaVersion: 1,
      name: 'authors-resnet-50',
      network,
      input: { size: network.input.height, channelOrder: 'RGB', range: 255, mean, divisor: [1, 1, 1] },
      source: {
        description: "The authors' ResNet-50, converted from Caffe to Keras and from Keras to TensorFlow.js",
        package: { specifier, integrity },
        files,
        changes: [
          'The first convolution is turned from BGR to RGB.',
          'The biases of convolutions are subtracted from the running means after them.',
          "Epsilon is 0.001, as in the TensorFlow.js model; the authors' own definition has 1e-5.",
          "Max pooling pads a pixel on each side, as in the TensorFlow.js model; Caffe's begins at the first pixel.",
        ],
      },
      stated,
    },
  };
};
