import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeOutputs, outputTexts, type Sources } from './make-outputs.js';

interface CheckOptions extends Omit<Sources, 'experiment'> {
  readonly out: string;
}

/**
 * How the files of a folder differ from what the runs make, one sentence each, none where all is current. PNGs are only
 * looked for: their SVGs are compared.
 */
export const checkFigures = async ({ out, ...sources }: CheckOptions): Promise<readonly string[]> => {
  const { runs } = sources;
  const outputs = await makeOutputs(sources);
  const texts = outputTexts(outputs, { runs, out });
  const expected = [...texts.keys(), ...outputs.figures.map(({ id }) => `${id}.png`)];
  const present = await readdir(out).catch((): string[] => []);
  const stale = await Promise.all(
    [...texts].map(
      async ([name, text]) => present.includes(name) && (await readFile(join(out, name), 'utf8')) !== text,
    ),
  );
  return [
    ...expected.filter((name) => !present.includes(name)).map((name) => `${name} is missing`),
    ...[...texts.keys()].filter((_, index) => stale[index]).map((name) => `${name} is not what the runs make`),
    ...present.filter((name) => !expected.includes(name)).map((name) => `${name} is made from no run: delete it`),
  ];
};
