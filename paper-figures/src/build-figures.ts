import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPng, type Run, writeDurably } from '@resnet/analysis';
import { makeOutputs, outputTexts, type PaperOutputs } from './make-outputs.js';
import type { OutputExperiment } from './paper-outputs.js';

/** What was built, and which files that changed. */
export interface BuiltOutputs extends PaperOutputs {
  /** Paths of the files that were written: new ones and those whose content changed. */
  readonly written: readonly string[];
}

/** Writes `<id>.vl.json`, `.svg` and `.png` of each figure, `<id>.md` and `.csv` of each table, and claims and ledger as `.md`, `.csv` and `.json`. */
export const buildFigures = async ({
  runs,
  out,
  experiment,
}: {
  readonly runs: readonly Run[];
  readonly out: string;
  /** All of the suite's where not given. */
  readonly experiment?: OutputExperiment | undefined;
}): Promise<BuiltOutputs> => {
  const outputs = await makeOutputs(runs, experiment);
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
