import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPng } from '@resnet/analysis';
import { writeDurably } from '@resnet/files';
import { makeOutputs, outputTexts, type PaperOutputs, type Sources } from './make-outputs.js';

/** What was built, and which files that changed. */
export interface BuiltOutputs extends PaperOutputs {
  /** Paths of the files that were written: new ones and those whose content changed. */
  readonly written: readonly string[];
}

interface BuildOptions extends Sources {
  /** The folder that they are written to. */
  readonly out: string;
}

/** Writes `<id>.vl.json`, `.svg` and `.png` of each figure, `<id>.md` and `.csv` of each table, and claims and ledger as `.md`, `.csv` and `.json`. */
export const buildFigures = async ({ out, ...sources }: BuildOptions): Promise<BuiltOutputs> => {
  const { runs } = sources;
  const outputs = await makeOutputs(sources);
  const pngs = outputs.figures.map(({ id, svg }) => [`${id}.png`, renderPng(svg)] as const);
  await mkdir(out, { recursive: true });
  const written: string[] = [];
  for (const [name, content] of [...outputTexts(outputs, { runs, out }), ...pngs]) {
    const path = join(out, name);
    if (await writeChanged(path, Buffer.from(content))) written.push(path);
  }
  return { ...outputs, written };
};

/** Writes a file unless it has this content already: an unchanged file keeps its time. */
const writeChanged = async (path: string, content: Buffer): Promise<boolean> => {
  const existing = await readFile(path).catch(() => null);
  if (existing?.equals(content) === true) return false;
  await writeDurably(path, content);
  return true;
};
