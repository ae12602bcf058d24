import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isTrainable, type Parameter, type Parameters, type Program } from '@resnet/engine';
import { sha256, syncFolder, writeSynced } from '@resnet/files';
import { csvFiles, type RunTexts } from '@resnet/run-log';
import { CheckpointError } from '../errors.js';
import { describedTensors } from './described-tensors.js';
import { parametersOfIteration } from './parameters-of-iteration.js';
import { encodeSafetensors } from './safetensors.js';
import type { TrainingState } from './training-state.js';

/** All that a run needs to go on from an iteration as if it had never stopped. */
export interface Checkpoint {
  readonly state: TrainingState;
  /** Weights and running statistics. */
  readonly parameters: Parameters;
  readonly momentum: Parameters;
  /** What the files of the run held; `null` in a checkpoint of an earlier version. */
  readonly texts: RunTexts | null;
}

const stateName = 'state.json';
const tensorNames = { parameters: 'parameters.safetensors', momentum: 'momentum.safetensors' } as const;
const textFiles: Readonly<Record<keyof RunTexts, { readonly name: string; readonly optional?: true }>> = {
  ...csvFiles,
  // Not run.json, by which run folders are found.
  record: { name: 'record.json' },
};
const textKeys = Object.keys(textFiles) as (keyof RunTexts)[];

/** state.json: the state, the SHA-256 of each other file by name, and that of the two. */
interface StateFile extends TrainingState {
  readonly files: Readonly<Record<string, string>>;
  readonly sha256: string;
}

/** Writes a checkpoint into a new folder and syncs it. */
export const writeCheckpointFolder = async (
  folder: string,
  program: Program,
  { state, parameters, momentum, texts }: Checkpoint,
): Promise<void> => {
  const metadata = { iteration: String(state.iteration) };
  const tensors = (described: readonly Parameter[], values: Parameters) =>
    encodeSafetensors({ tensors: describedTensors(described, values), metadata });
  const contents: [string, string | Uint8Array][] = [
    [tensorNames.parameters, tensors(program.parameters, parameters)],
    [tensorNames.momentum, tensors(program.parameters.filter(isTrainable), momentum)],
    ...(texts === null ? [] : textContents(texts)),
  ];
  await mkdir(folder);
  for (const [name, content] of contents) await writeSynced(join(folder, name), content);
  const files = Object.fromEntries(contents.map(([name, content]) => [name, sha256(content)]));
  const json = { ...state, files };
  await writeSynced(join(folder, stateName), `${JSON.stringify({ ...json, sha256: sha256Of(json) }, null, 2)}\n`);
  await syncFolder(folder);
};

/**
 * The checkpoint in a folder, every file checked against its SHA-256. Throws a `CheckpointError` naming a file that is damaged
 * or missing, or of another network.
 */
export const readCheckpointFolder = async (folder: string, program: Program): Promise<Checkpoint> => {
  const { state, files } = await readState(join(folder, stateName));
  const read = async (name: string): Promise<Buffer> => {
    const content = await readDamaged(join(folder, name));
    // Earlier versions wrote no checksums.
    if (files === null || files[name] === sha256(content)) return content;
    throw new CheckpointError(join(folder, name), `its SHA-256 is not the one in ${stateName}`);
  };
  const readTensors = async (name: string, described: readonly Parameter[]): Promise<Parameters> =>
    parametersOfIteration(await read(name), join(folder, name), { described, iteration: state.iteration });
  const readTexts = async (written: StateFile['files']): Promise<RunTexts> => {
    const texts: [string, string][] = [];
    for (const key of textKeys) {
      const { name, optional } = textFiles[key];
      texts.push([key, optional && !(name in written) ? '' : (await read(name)).toString()]);
    }
    return Object.fromEntries(texts) as RunTexts;
  };
  return {
    state,
    parameters: await readTensors(tensorNames.parameters, program.parameters),
    momentum: await readTensors(tensorNames.momentum, program.parameters.filter(isTrainable)),
    texts: files === null ? null : await readTexts(files),
  };
};

/** By file; none for a file that the run does not have. */
const textContents = (texts: RunTexts): [string, string][] =>
  textKeys.filter((key) => texts[key] !== '').map((key) => [textFiles[key].name, texts[key]]);

interface ReadState {
  readonly state: TrainingState;
  readonly files: Readonly<Record<string, string>> | null;
}

const readState = async (file: string): Promise<ReadState> => {
  const { sha256: expected, ...json } = parseState((await readDamaged(file)).toString(), file);
  const { files = null, ...state } = json;
  if ((expected !== undefined || files !== null) && expected !== sha256Of(json)) {
    throw new CheckpointError(file, 'it does not hold what was written, by its own SHA-256');
  }
  return { state: withDefaults(state as OlderState), files };
};

/** Checkpoints are older than schedules by plateau, counts of the first five classes, and what says that statistics are averaged. */
const withDefaults = ({ plateau = null, averaged = false, interval, ...state }: OlderState): TrainingState => ({
  ...state,
  plateau,
  averaged,
  interval: { ...interval, top5Errors: interval.top5Errors ?? null },
});

type OlderState = Omit<TrainingState, 'plateau' | 'averaged' | 'interval'> & {
  readonly plateau?: TrainingState['plateau'];
  readonly averaged?: boolean;
  readonly interval: Omit<TrainingState['interval'], 'top5Errors'> & Partial<TrainingState['interval']>;
};

const parseState = (json: string, file: string): Partial<StateFile> => {
  try {
    const value: unknown = JSON.parse(json);
    // Every version has an interval, and the oldest have no SHA-256 to be checked by.
    if (isObject(value) && isObject(value.interval)) return value;
  } catch {
    // Said below.
  }
  throw new CheckpointError(file, 'it is not the JSON that was written');
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** A file that should be there. */
const readDamaged = (file: string): Promise<Buffer> =>
  readFile(file).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new CheckpointError(file, 'it is missing', { cause: error });
    if (code === 'EISDIR' || code === 'EIO')
      throw new CheckpointError(file, `it cannot be read (${code})`, { cause: error });
    throw error;
  });

const sha256Of = (json: object): string => sha256(JSON.stringify(json));
