import { inputTransform } from '@resnet/datasets';
import type { RunRecord } from '@resnet/run-log';
import { photoInput, runSets, type ImageData, type PhotoData, type RunData } from '../data/index.js';
import { RunSettingsError } from '../errors.js';
import { completeRecord, differences } from '../record/index.js';
import type { RunNetwork } from '../weights/index.js';
import { identifyRun, type Identified } from './ensemble-member.js';
import type { ImageMember } from './evaluate-images.js';
import type { PhotoMember } from './evaluate-photos.js';
import { imageProtocols } from './image-protocols.js';
import { photoProtocols } from './photo-protocols.js';

/** A run's record and the network of its checkpoint. */
export interface TrainedRun {
  readonly record: RunRecord;
  readonly trained: RunNetwork;
}

/** A run's network as it is shown images in memory: as the run trained on them. */
export const imageMemberOf = ({ record, trained }: TrainedRun, data: ImageData): ImageMember & Identified => {
  const { recipe, budget } = completeRecord(record);
  const transform = inputTransform(runSets(data, recipe, budget).training, recipe);
  return { ...named(record, trained), transform, protocols: imageProtocols(recipe.cropAverage) };
};

/**
 * A run's network as it is shown photographs: transform, interpolation and crops are those of its recipe, the scales of
 * the paper's other protocols in proportion to the crops.
 */
export const photoMemberOf = ({ record, trained }: TrainedRun, data: PhotoData): PhotoMember & Identified => {
  const { recipe } = completeRecord(record);
  const { augmentation, evaluation, transformOf } = photoInput(data, recipe);
  return {
    ...named(record, trained),
    transform: transformOf(evaluation.size),
    rendering: augmentation,
    protocols: photoProtocols({ ...evaluation, average: recipe.cropAverage }),
    // Numbered as in the set that it was trained on.
    classIndices: ({ classes }) => Int32Array.from(classes.keys()),
  };
};

const named = (record: RunRecord, { network, parameters, iteration }: RunNetwork) => ({
  name: `${record.member}, seed ${record.seed}`,
  network,
  parameters,
  ...identifyRun(record, { iteration }),
});

/** Throws a `RunSettingsError` unless these are the data that a run was trained on. */
export const checkRunData = (folder: string, { dataset }: RunRecord, { checksums }: RunData): void => {
  const found = differences({ checksums: dataset.checksums }, { checksums });
  if (found.length > 0) throw new RunSettingsError(folder, found, 'evaluate it with the data it was trained on');
};
