import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { create } from 'tar';
import { syntheticPhoto, syntheticSynsets, writeSyntheticPhotos } from '../photo-set.fixture.js';
import { matFile, type MatStruct } from './mat-file.fixture.js';

const classes = 4;
const synsets = syntheticSynsets(classes);

/** The identifiers of the devkit are in another order than the synsets. */
const identifiers: readonly number[] = [3, 1, 4, 2];

/** The class index of each of the eight validation pictures. */
export const validationLabels: readonly number[] = [2, 0, 3, 1, 1, 2, 0, 3];

/** Writes the three archives as ILSVRC2012 has them, with four classes: six training pictures a class, eight for validation. */
export const writeOfficialArchives = async (folder: string): Promise<void> => {
  await mkdir(folder, { recursive: true });
  await writeTrainArchive(folder);
  await writeValidationArchive(folder);
  await writeDevkit(folder, validationLabels);
};

const writeTrainArchive = async (folder: string): Promise<void> => {
  const photos = join(folder, 'photos');
  await writeSyntheticPhotos({ folder: photos, classes, train: 6, validation: 0 });
  for (const synset of synsets) {
    const cwd = join(photos, 'train', synset);
    await create({ file: join(photos, `${synset}.tar`), cwd }, (await readdir(cwd)).reverse());
  }
  const inner = synsets.map((synset) => `${synset}.tar`);
  await create({ file: join(folder, 'ILSVRC2012_img_train.tar'), cwd: photos }, inner);
  await rm(photos, { recursive: true });
};

/** `ILSVRC2012_val_00000001.JPEG` and so on. */
export const validationName = (number: number): string => `ILSVRC2012_val_${String(number).padStart(8, '0')}.JPEG`;

const writeValidationArchive = async (folder: string): Promise<void> => {
  const photos = join(folder, 'photos');
  await mkdir(photos);
  const names = validationLabels.map((_, at) => validationName(at + 1));
  for (const [at, label] of validationLabels.entries()) {
    await writeFile(
      join(photos, names[at] ?? ''),
      await syntheticPhoto({ label, classes, stream: `val-${at}`, seed: 1 }),
    );
  }
  await create({ file: join(folder, 'ILSVRC2012_img_val.tar'), cwd: photos }, names);
  await rm(photos, { recursive: true });
};

/** Writes a devkit that labels validation pictures so. */
export const writeDevkit = async (folder: string, labels: readonly number[]): Promise<void> => {
  const data = join(folder, 'ILSVRC2012_devkit_t12', 'data');
  await mkdir(data, { recursive: true });
  const leaves = synsets.map((synset, label): MatStruct => {
    return { ILSVRC2012_ID: identifiers[label] ?? 0, WNID: synset, words: `class ${label}`, num_children: 0 };
  });
  const above: MatStruct = { ILSVRC2012_ID: 5, WNID: 'n00000000', words: 'entity', num_children: 4 };
  await writeFile(join(data, 'meta.mat'), matFile('synsets', [...leaves, above].reverse()));
  const truth = labels.map((label) => `${identifiers[label]}\n`).join('');
  await writeFile(join(data, 'ILSVRC2012_validation_ground_truth.txt'), truth);
  const file = join(folder, 'ILSVRC2012_devkit_t12.tar.gz');
  await create({ file, cwd: folder, gzip: true }, ['ILSVRC2012_devkit_t12']);
  await rm(join(folder, 'ILSVRC2012_devkit_t12'), { recursive: true });
};
