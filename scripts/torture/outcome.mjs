import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a run that was never disturbed and one that was must have in common, byte for byte. */
const files = [
  'training.csv',
  'evaluation.csv',
  'checkpoint/parameters.safetensors',
  'checkpoint/momentum.safetensors',
];

const contents = (folder, file) => (existsSync(join(folder, file)) ? readFileSync(join(folder, file)) : null);

const finalOf = (folder) => {
  const { state, final } = JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));
  return JSON.stringify({ state, final });
};

/** What of a run that has ended is not as in the one that was never disturbed, in words; `null` where nothing is. */
export const difference = (folder, reference) => {
  for (const file of files) {
    const [ours, theirs] = [contents(folder, file), contents(reference, file)];
    if (ours === null) return `${file} is missing`;
    if (!ours.equals(theirs)) return `${file} is another one`;
  }
  try {
    return finalOf(folder) === finalOf(reference) ? null : 'run.json has other final numbers';
  } catch (error) {
    return `run.json cannot be read: ${error.message}`;
  }
};

/** How a message looks that the language or a library made and nobody has put into words. */
const raw = [
  /^\s+at /m,
  /^resnet: (Unexpected|Cannot read|Invalid|\S+ is not (a function|defined|iterable)|Maximum call stack)/m,
  /\[object /,
  /\bundefined\b/,
  /^(TypeError|RangeError|SyntaxError|Error|node:)/m,
];

/** Whether a process that would not go on said why as people do: in a sentence that names a file or a folder. */
export const isSentence = (stderr) => {
  const said = stderr.slice(stderr.lastIndexOf('resnet: '));
  return said.startsWith('resnet: ') && said.includes('/') && !raw.some((pattern) => pattern.test(said));
};
