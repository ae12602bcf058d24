import { parse } from 'node:path';
import { sha256 } from '@resnet/files';
import type { PhotoClass } from '../photo-set-record.js';

/** Bytes: two parts and an extension fit in the header of a tar file, with no extended one. */
const longest = 80;

/** Gives out the keys of one class, each once. */
export interface ClassKeys {
  /** The key of the next file of the class: `n01440764/n01440764_18` for `n01440764_18.JPEG`. */
  readonly of: (fileName: string) => string;
}

/**
 * Keys are `<class>/<file name>`, without extension. WebDataset ends a key at its first dot, so letters, digits, `_` and `-`
 * are kept and others become `_`; a name that another file of the class has already gets a number.
 */
export const classKeys = ({ synset }: PhotoClass, label: number): ClassKeys => {
  const kept = plain(synset);
  const folder = kept === synset ? kept : `${kept}-${label}`;
  const taken = new Set<string>();
  return {
    of: (fileName) => {
      const name = plain(parse(fileName).name);
      let free = name;
      for (let number = 2; taken.has(free); number++) free = `${name}-${number}`;
      taken.add(free);
      return `${folder}/${free}`;
    },
  };
};

const plain = (text: string): string => {
  const kept = text.replaceAll(/[^A-Za-z0-9_-]/g, '_');
  if (kept.length <= longest) return kept;
  const digest = sha256(text).slice(0, 12);
  return `${kept.slice(0, longest - digest.length - 1)}-${digest}`;
};
