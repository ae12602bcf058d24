import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isSystemError, nullIfMissing } from '@resnet/files';
import { list, type ReadEntry } from 'tar';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass } from '../photo-set-record.js';
import { readMatStructs, type MatValue } from './mat-file.js';
import { inOrder } from './photo-source.js';

/** What `ILSVRC2012_devkit_t12` says of classes and validation pictures. */
export interface Devkit {
  /** The classes of the challenge in the order of their synsets: the indices that the field uses. */
  readonly classes: readonly PhotoClass[];
  /** The class index of each validation picture, in the order of their numbers. */
  readonly validationLabels: readonly number[];
}

const metaFile = 'data/meta.mat';
const groundTruthFile = 'data/ILSVRC2012_validation_ground_truth.txt';

/** Reads the devkit, as the archive `ILSVRC2012_devkit_t12.tar.gz` or unpacked. A `PhotoSetError` where it is not whole. */
export const readDevkit = async (path: string): Promise<Devkit> => {
  const files = /\.(tar\.gz|tgz|tar)$/i.test(path) ? await filesInArchive(path) : await filesInFolder(path);
  const read = (name: string): Buffer => {
    const content = files.get(name);
    if (content === undefined) throw notDevkit(path, `expected ${name} in it, found none`);
    return content;
  };
  const leaves = readMatStructs(`${path}: ${metaFile}`, read(metaFile), 'synsets').flatMap(toLeaf);
  return toDevkit(path, leaves, String(read(groundTruthFile)));
};

interface Leaf {
  readonly id: number;
  readonly synset: string;
  readonly words: string | null;
}

/** Nodes above the classes have children. */
const toLeaf = (node: Readonly<Record<string, MatValue>>): readonly Leaf[] => {
  const { ILSVRC2012_ID: id, WNID: synset, words, num_children: children } = node;
  if (typeof id !== 'number' || typeof synset !== 'string' || (children ?? 0) !== 0) return [];
  return [{ id, synset, words: typeof words === 'string' ? words : null }];
};

/** A label of the devkit is an identifier from 1, in an order of its own; ours are indices by synset. */
const toDevkit = (path: string, leaves: readonly Leaf[], groundTruth: string): Devkit => {
  const sorted = [...leaves].sort((a, b) => inOrder(a.synset, b.synset));
  const indexOf = new Map(sorted.map(({ id }, index) => [id, index]));
  const lines = groundTruth.split(/\r?\n/).filter((line) => line.trim() !== '');
  const validationLabels = lines.map((line, at) => {
    const index = indexOf.get(Number(line));
    if (index === undefined) {
      throw notDevkit(
        path,
        `expected the identifier of one of ${sorted.length} classes in line ${at + 1} of ${groundTruthFile}, found ${JSON.stringify(line)}`,
      );
    }
    return index;
  });
  return { classes: sorted.map(({ synset, words }) => ({ synset, words })), validationLabels };
};

const filesInArchive = async (path: string): Promise<ReadonlyMap<string, Buffer>> => {
  const files = new Map<string, Buffer>();
  const wanted = [metaFile, groundTruthFile];
  const onReadEntry = (entry: ReadEntry): void => {
    const name = wanted.find((file) => entry.path.endsWith(file));
    if (name === undefined) {
      entry.resume();
      return;
    }
    const chunks: Buffer[] = [];
    entry.on('data', (chunk: Buffer) => chunks.push(chunk));
    entry.on('end', () => files.set(name, Buffer.concat(chunks)));
  };
  try {
    await list({ file: path, strict: true, onReadEntry });
  } catch (error) {
    if (isSystemError(error)) throw error;
    throw notDevkit(path, `found an archive that cannot be read to the end (${(error as Error).message})`);
  }
  return files;
};

const filesInFolder = async (path: string): Promise<ReadonlyMap<string, Buffer>> => {
  const files = new Map<string, Buffer>();
  for (const name of [metaFile, groundTruthFile]) {
    const content = await readFile(join(path, name)).catch(nullIfMissing);
    if (content !== null) files.set(name, content);
  }
  return files;
};

const notDevkit = (path: string, problem: string): PhotoSetError =>
  new PhotoSetError(
    `${path}: expected the devkit of ILSVRC2012 (tasks 1 and 2); ${problem}; download ILSVRC2012_devkit_t12.tar.gz again`,
  );
