import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { isTrainable, type Parameter, type Parameters, type Program } from '@resnet/engine';
import { syncFolder, writeSynced } from '@resnet/run-log';
import { decodeSafetensors, encodeSafetensors, type TensorFile } from './safetensors.js';
import type { TrainingState } from './training-state.js';

/** All that a run needs to go on from an iteration as if it had never stopped. */
export interface Checkpoint {
  readonly state: TrainingState;
  /** Weights and running statistics. */
  readonly parameters: Parameters;
  readonly momentum: Parameters;
}

const names = { parameters: 'parameters.safetensors', momentum: 'momentum.safetensors', state: 'state.json' } as const;

const foldersOf = (runFolder: string) => ({
  current: join(runFolder, 'checkpoint'),
  next: join(runFolder, 'checkpoint.new'),
  last: join(runFolder, 'checkpoint.old'),
});

/**
 * Replaces the checkpoint of a run folder as one unit: the new folder is written and synced beside the old one, the old
 * one is moved away and the new one takes its name. `recoverCheckpoint` finishes a swap cut short between the two moves.
 */
export const writeCheckpoint = async (runFolder: string, program: Program, checkpoint: Checkpoint): Promise<void> => {
  const { current, next, last } = foldersOf(runFolder);
  const { state, parameters, momentum } = checkpoint;
  const metadata = { iteration: String(state.iteration) };
  await rm(next, { recursive: true, force: true });
  await mkdir(next);
  await writeTensors(join(next, names.parameters), program.parameters, parameters, metadata);
  await writeTensors(join(next, names.momentum), program.parameters.filter(isTrainable), momentum, metadata);
  await writeSynced(join(next, names.state), `${JSON.stringify(state, null, 2)}\n`);
  await syncFolder(next);
  if (await exists(current)) await rename(current, last);
  await rename(next, current);
  await syncFolder(runFolder);
  await rm(last, { recursive: true, force: true });
};

/**
 * Brings a run folder to having one whole checkpoint or none, whenever its writer died. `checkpoint` only ever gets its
 * name whole; where it is missing but an old one is there, the swap was cut short and the new one beside it is whole.
 */
export const recoverCheckpoint = async (runFolder: string): Promise<void> => {
  const { current, next, last } = foldersOf(runFolder);
  if (!(await exists(current)) && (await exists(last))) await rename(next, current);
  await syncFolder(runFolder);
  await rm(next, { recursive: true, force: true });
  await rm(last, { recursive: true, force: true });
};

/** Removes the checkpoint of a run folder as one unit. */
export const removeCheckpoint = async (runFolder: string): Promise<void> => {
  const { current, next } = foldersOf(runFolder);
  await recoverCheckpoint(runFolder);
  if (await exists(current)) await rename(current, next);
  await recoverCheckpoint(runFolder);
};

/** The checkpoint of a run folder, or `null` where it has none. Throws a `TypeError` naming a file that does not fit. */
export const readCheckpoint = async (runFolder: string, program: Program): Promise<Checkpoint | null> => {
  const { current } = foldersOf(runFolder);
  if (!(await exists(current))) return null;
  const state = JSON.parse(await readFile(join(current, names.state), 'utf8')) as TrainingState;
  const { iteration } = state;
  const trainable = program.parameters.filter(isTrainable);
  return {
    state,
    parameters: await readTensors(join(current, names.parameters), program.parameters, iteration),
    momentum: await readTensors(join(current, names.momentum), trainable, iteration),
  };
};

const writeTensors = async (
  file: string,
  described: readonly Parameter[],
  values: Parameters,
  metadata: TensorFile['metadata'],
): Promise<void> => {
  const tensors = described.map(
    ({ path, shape }) => [path, { shape, data: values.get(path) ?? missing(file, path) }] as const,
  );
  await writeSynced(file, encodeSafetensors({ tensors: new Map(tensors), metadata }));
};

const readTensors = async (file: string, described: readonly Parameter[], iteration: number): Promise<Parameters> => {
  const { tensors, metadata } = decodeSafetensors(await readFile(file), file);
  const { iteration: found = 'none' } = metadata;
  if (found !== String(iteration)) throw new TypeError(`${file}: expected iteration ${iteration}, found ${found}`);
  return new Map(
    described.map(({ path, shape }) => {
      const tensor = tensors.get(path) ?? missing(file, path);
      if (String(tensor.shape) === String(shape)) return [path, tensor.data];
      throw new TypeError(
        `${file}: expected shape [${shape.join(', ')}] for ${path}, found [${tensor.shape.join(', ')}]`,
      );
    }),
  );
};

const missing = (file: string, path: string): never => {
  throw new TypeError(`${file}: expected a parameter ${path}, found none`);
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );
