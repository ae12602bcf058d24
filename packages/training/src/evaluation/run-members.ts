import { type ImageSet, inputTransform } from '@resnet/datasets';
import type { RunRecord, Split } from '@resnet/run-log';
import { imageSetOf, photoInput, runSets, type ImageData, type PhotoData, type RunData } from '../data/index.js';
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

/** A member with the images that it may be evaluated on. */
export interface ImageSets {
  /** Throws a `RangeError` for a split that it does not have. */
  readonly imageSet: (split: Split) => ImageSet;
}

/** A run's network as it is shown images in memory: as the run trained on them. */
export const imageMemberOf = (
  { record, trained }: TrainedRun,
  data: ImageData,
): ImageMember & Identified & ImageSets => {
  const { recipe, budget } = completeRecord(record);
  const sets = runSets(data, recipe, budget);
  return {
    ...named(record, trained),
    transform: inputTransform(sets.training, recipe),
    protocols: imageProtocols(recipe.cropAverage),
    imageSet: (split) => imageSetOf(sets, split),
  };
};

/** The images of a split of all members. Throws a `RangeError` where they do not have the same. */
export const commonImageSet = (members: readonly (ImageSets & { readonly name: string })[], split: Split): ImageSet => {
  const sets = members.map(({ name, imageSet }) => ({ name, set: imageSet(split) }));
  const [first, ...others] = sets;
  if (first === undefined) throw new RangeError('expected a network, got none');
  const other = others.find(({ set }) => set.count !== first.set.count);
  if (other === undefined) return first.set;
  const found = [first, other].map(({ name, set }) => `${set.count} of ${name}`).join(' and ');
  throw new RangeError(`expected networks with the same ${split} images, got ${found}`);
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
