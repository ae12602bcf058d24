import { inputTransform } from '@resnet/datasets';
import type { DatasetName } from '@resnet/models';
import { readRunRecord } from '@resnet/run-log';
import { runSets, type ImageData } from '../data/index.js';
import { RunSettingsError } from '../errors.js';
import { completeRecord, differences } from '../record/index.js';
import {
  byteTransform,
  imageTransform,
  isNetworkFolder,
  readNetworkFolder,
  readTrainedNetwork,
} from '../weights/index.js';
import type { StatedError } from '../weights/index.js';
import type { ImageMember } from './evaluate-images.js';
import type { PhotoMember } from './evaluate-photos.js';

/** What a folder holds that can be evaluated. */
export interface FolderContent {
  readonly kind: 'run' | 'network';
  readonly name: string;
  /** The data set of its network. */
  readonly dataset: DatasetName;
  /** The errors that its makers state. */
  readonly stated: readonly StatedError[];
}

/** What a folder holds; rejects with an `Error` where it is neither a run's nor an imported network's. */
export const describeFolder = async (folder: string): Promise<FolderContent> => {
  if (await isNetworkFolder(folder)) {
    const { imported } = await readNetworkFolder(folder);
    return { kind: 'network', name: imported.name, dataset: imported.network.dataset, stated: imported.stated };
  }
  const record = await readRunRecord(folder);
  if (record === null) {
    throw new Error(
      `expected the folder of a run, found no run.json in ${folder}, and no network.json of an imported network`,
    );
  }
  return { kind: 'run', name: record.member, dataset: record.dataset.name as DatasetName, stated: [] };
};

/** The network of a folder as it is shown images in memory; a run must have been trained on `data`, or it is a `RunSettingsError`. */
export const imageMember = async (folder: string, data: ImageData): Promise<ImageMember> => {
  if (await isNetworkFolder(folder)) {
    const { imported, parameters } = await readNetworkFolder(folder);
    const { name, network, input } = imported;
    return { name, network, parameters, transform: imageTransform(input, network.input) };
  }
  const { name, network, parameters } = await readTrainedNetwork(folder);
  const record = await readRunRecord(folder);
  if (record === null) throw new Error(`expected a run in ${folder}, found no run.json`);
  const found = differences({ checksums: record.dataset.checksums }, { checksums: data.checksums });
  if (found.length > 0) throw new RunSettingsError(folder, found, 'evaluate it with the data it was trained on');
  const { recipe, budget } = completeRecord(record);
  const transform = inputTransform(runSets(data, recipe, budget).training, recipe);
  return { name: `${name}, seed ${record.seed}`, network, parameters, transform };
};

/** The imported network of a folder as it is shown photographs. */
export const photoMember = async (folder: string): Promise<PhotoMember> => {
  const { imported, parameters } = await readNetworkFolder(folder);
  const { name, network, input } = imported;
  const { mean, divisor } = byteTransform(input);
  return { name, network, parameters, transform: { mean, divisor: [...divisor] } };
};
