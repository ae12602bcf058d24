import { isDeepStrictEqual } from 'node:util';
import { constantDivisor, inputTransform } from '@resnet/datasets';
import type { RunRecord } from '@resnet/run-log';
import { photoInput, runSets, type RunData } from '../data/index.js';
import type { PhotoProtocol } from '../recipe/index.js';
import { completeRecord } from '../record/index.js';
import type { NetworkInput } from './network-input.js';

/** What the network of a run is shown, as `NetworkInput` says it; in words what is a number of images that are not here. */
export interface RunInput extends Pick<NetworkInput, 'range'> {
  readonly mean: readonly number[] | string;
  readonly divisor: readonly number[] | string;
}

/** What the network of a run is shown, in numbers where `data` is the set that it was trained on. */
export const runInput = (record: RunRecord, data: RunData | null): RunInput =>
  data !== null && isDeepStrictEqual(data.checksums, record.dataset.checksums)
    ? inNumbers(record, data)
    : inWords(record);

const inNumbers = (record: RunRecord, data: RunData): RunInput => {
  const { mean, divisor } = transformOf(record, data);
  return { range: 255, mean: [...mean], divisor: [...divisor] };
};

const transformOf = (record: RunRecord, data: RunData) => {
  const { recipe, budget } = completeRecord(record);
  if (data.kind === 'images') return inputTransform(runSets(data, recipe, budget).training, recipe);
  const { evaluation, transformOf: ofCrops } = photoInput(data, recipe);
  return ofCrops(evaluation.size);
};

const inWords = (record: RunRecord): RunInput => {
  const { recipe, dataset } = completeRecord(record);
  const { photographs, inputScale } = recipe;
  const { mean, deviation } = photographs === undefined ? ofImages(dataset) : ofPhotographs(dataset, photographs);
  return { range: 255, mean, divisor: inputScale === 'constant' ? Array<number>(3).fill(constantDivisor) : deviation };
};

const ofImages = ({ name, trainingImages }: RunRecord['dataset']) => ({
  mean: `the mean byte of each pixel and channel over the first ${trainingImages} training images of ${name}`,
  deviation: 'the standard deviation of the bytes of each channel about that mean',
});

const ofPhotographs = ({ name }: RunRecord['dataset'], { mean, evaluation }: PhotoProtocol) => ({
  mean:
    mean === 'per-pixel'
      ? `mean-image.f32 of the packed set ${name}, resized to ${evaluation.size} pixels`
      : `the mean in statistics.json of the packed set ${name}`,
  deviation: `the deviation in statistics.json of the packed set ${name}`,
});
