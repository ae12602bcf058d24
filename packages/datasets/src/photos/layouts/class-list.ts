import { readFile } from 'node:fs/promises';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass } from '../photo-set-record.js';

/**
 * Reads classes in the order of their indices, one a line: the synset, then, where the file has them, its words
 * (`n01440764 tench, Tinca tinca`). A `PhotoSetError` for an empty list and for a class named twice.
 */
export const readClassList = async (path: string): Promise<readonly PhotoClass[]> => {
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/).map((line) => line.trim());
  const classes = lines.filter((line) => line !== '').map(parseLine);
  if (classes.length === 0) throw new PhotoSetError(`${path}: expected a synset a line, found an empty list`);
  const seen = new Set<string>();
  for (const { synset } of classes) {
    if (seen.has(synset)) throw new PhotoSetError(`${path}: expected each class once, found ${synset} again`);
    seen.add(synset);
  }
  return classes;
};

const parseLine = (line: string): PhotoClass => {
  const [, synset = '', words = ''] = /^(\S+)\s*(.*)$/u.exec(line) ?? [];
  return { synset, words: words === '' ? null : words };
};
