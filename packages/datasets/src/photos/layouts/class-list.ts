import { readFile } from 'node:fs/promises';
import { PhotoSetError } from '../photo-set-error.js';
import type { PhotoClass } from '../photo-set-record.js';

/**
 * Reads classes in the order of their indices, one a line: the synset, then, where the file has them, its words
 * (`n01440764 tench, Tinca tinca`). A `PhotoSetError` for an empty list, and for a line that is there twice.
 */
export const readClassList = async (path: string): Promise<readonly PhotoClass[]> => {
  const lines = (await readFile(path, 'utf8')).split(/\r?\n/).map((line) => line.trim());
  const named = lines.filter((line) => line !== '');
  if (named.length === 0) throw new PhotoSetError(`${path}: expected a synset a line, found an empty list`);
  const twice = named.find((line, at) => named.indexOf(line) !== at);
  if (twice !== undefined) throw new PhotoSetError(`${path}: expected each class once, found ${twice} again`);
  return named.map(parseLine);
};

const parseLine = (line: string): PhotoClass => {
  const [, synset = '', words = ''] = /^(\S+)\s*(.*)$/u.exec(line) ?? [];
  return { synset, words: words === '' ? null : words };
};

/**
 * The classes of a list for a source with these folders. Where whole lines name folders, which may have spaces in their
 * names, or first words are there twice, only lines whose first word is a folder have words. A `PhotoSetError` for a class
 * named twice.
 */
export const listedClasses = (list: readonly PhotoClass[], folders: readonly string[]): readonly PhotoClass[] => {
  const [isFolder, seen] = [new Set(folders), new Set<string>()];
  const collide = new Set(list.map(({ synset }) => synset)).size < list.length;
  const hasSpaces = collide || list.some((one) => one.words !== null && isFolder.has(lineOf(one)));
  return list.map((one) => {
    const isWhole = isFolder.has(lineOf(one)) || (hasSpaces && !isFolder.has(one.synset));
    const listed = isWhole ? { synset: lineOf(one), words: null } : one;
    const { synset } = listed;
    if (seen.has(synset)) throw new PhotoSetError(`the class list: expected each class once, found ${synset} again`);
    seen.add(synset);
    return listed;
  });
};

const lineOf = ({ synset, words }: PhotoClass): string => (words === null ? synset : `${synset} ${words}`);
