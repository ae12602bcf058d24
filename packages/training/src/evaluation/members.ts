import type { ImageSet, PhotoSet } from '@resnet/datasets';
import type { DatasetName } from '@resnet/models';
import { requireRunRecord, type Split } from '@resnet/run-log';
import { type ImageData, imageSetOf, type PhotoData, type RunData, runSets } from '../data/index.js';
import { designedFor } from '../record/index.js';
import {
  byteTransform,
  imageTransform,
  isNetworkFolder,
  readNetworkFolder,
  readRunNetwork,
  type StatedError,
} from '../weights/index.js';
import { classIndices } from './class-indices.js';
import { identifyImport, type Identified } from './ensemble-member.js';
import type { ImageMember } from './evaluate-images.js';
import type { PhotoMember } from './evaluate-photos.js';
import { imageProtocols } from './image-protocols.js';
import { photoProtocols } from './photo-protocols.js';
import { checkRunData, imageMemberOf, type ImageSets, photoMemberOf, type TrainedRun } from './run-members.js';

/** What a folder holds that can be evaluated. */
export interface FolderContent {
  readonly kind: 'run' | 'network';
  readonly name: string;
  /** The data set that its network is designed for. */
  readonly dataset: DatasetName;
  /** The data set that a run was trained on; `null` for an imported network. */
  readonly trainedOn: string | null;
  /** The errors that its makers state. */
  readonly stated: readonly StatedError[];
}

/** What a folder holds; rejects with an `Error` where it is neither a run's nor an imported network's. */
export const describeFolder = async (folder: string): Promise<FolderContent> => {
  if (await isNetworkFolder(folder)) {
    const { imported } = await readNetworkFolder(folder);
    const { name, network, stated } = imported;
    return { kind: 'network', name, dataset: network.dataset, trainedOn: null, stated };
  }
  const { member, dataset } = await requireRunRecord(folder, 'network.json of an imported network');
  const { name: trainedOn } = dataset;
  return { kind: 'run', name: member, dataset: designedFor(trainedOn), trainedOn, stated: [] };
};

/**
 * The network of a folder as it is shown images in memory; a run must have been trained on `data`, or it is a
 * `RunSettingsError`.
 */
export const imageMember = async (folder: string, data: ImageData): Promise<ImageMember & Identified & ImageSets> => {
  if (!(await isNetworkFolder(folder))) return imageMemberOf(await readTrainedRun(folder, data), data);
  const { imported, parameters } = await readNetworkFolder(folder);
  const { name, network, input } = imported;
  const transform = imageTransform(input, network.input);
  const protocols = imageProtocols('softmax');
  const sets = runSets(data, { trainingSet: 'all' }, 'paper');
  const imageSet = (split: Split): ImageSet => imageSetOf(sets, split);
  return { name, network, parameters, transform, protocols, imageSet, ...identifyImport(imported) };
};

/**
 * The network of a folder as it is shown photographs; a run must have been trained on `data`, or it is a
 * `RunSettingsError`. An imported network needs none.
 */
export const photoMember = async (folder: string, data: PhotoData | null): Promise<PhotoMember & Identified> => {
  if (!(await isNetworkFolder(folder))) {
    if (data === null) throw new TypeError(`expected the data that the run in ${folder} was trained on, got none`);
    return photoMemberOf(await readTrainedRun(folder, data), data);
  }
  const { imported, parameters } = await readNetworkFolder(folder);
  const { name, network, input } = imported;
  const { mean, divisor } = byteTransform(input);
  const protocols = photoProtocols({ size: network.input.height });
  const transform = { mean, divisor: [...divisor] };
  const shown = { transform, protocols, classIndices: (set: PhotoSet) => classIndices(set, network) };
  return { name, network, parameters, ...shown, ...identifyImport(imported) };
};

const readTrainedRun = async (folder: string, data: RunData): Promise<TrainedRun> => {
  const record = await requireRunRecord(folder);
  checkRunData(folder, record, data);
  return { record, trained: await readRunNetwork(folder, record) };
};
