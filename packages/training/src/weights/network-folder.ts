import { randomInt } from 'node:crypto';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { flatten, type Parameters, type Program } from '@resnet/engine';
import { isThere, nullIfMissing, sha256, syncFolder, writeSynced } from '@resnet/files';
import { parseNetworkFile } from '@resnet/run-log';
import { decodeSafetensors, describedTensors, encodeSafetensors, parametersIn } from '../checkpoints/index.js';
import { CheckpointError } from '../errors.js';
import type { ImportedNetwork } from './imported-network.js';

/** The file that makes a folder one of an imported network. */
export const networkName = 'network.json';
const parametersName = 'parameters.safetensors';

/** An imported network as read from its folder. */
export interface LoadedNetwork {
  readonly imported: ImportedNetwork;
  readonly program: Program;
  readonly parameters: Parameters;
}

/**
 * Writes an imported network as a folder: `network.json` and `parameters.safetensors`, beside it and renamed, so that it is
 * there whole or not at all. Rejects with an `Error` where something has its name already.
 */
export const writeNetworkFolder = async (
  folder: string,
  imported: Omit<ImportedNetwork, 'parameters'>,
  parameters: Parameters,
): Promise<ImportedNetwork> => {
  const program = flatten(imported.network);
  const tensors = describedTensors(program.parameters, parameters);
  const bytes = encodeSafetensors({ tensors, metadata: { network: imported.name } });
  const complete: ImportedNetwork = { ...imported, parameters: sha256(bytes) };
  await mkdir(dirname(folder), { recursive: true });
  const beside = join(dirname(folder), `.${basename(folder)}-${process.pid}-${randomInt(2 ** 32)}`);
  await mkdir(beside);
  try {
    await writeSynced(join(beside, parametersName), bytes);
    await writeSynced(join(beside, networkName), `${JSON.stringify(complete, null, 2)}\n`);
    await syncFolder(beside);
    await rename(beside, folder).catch((error: unknown) => {
      throw taken(folder, error);
    });
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
  await syncFolder(dirname(folder));
  return complete;
};

/** Whether a folder is one of an imported network; the system's error where it does not say. */
export const isNetworkFolder = (folder: string): Promise<boolean> => isThere(join(folder, networkName));

/**
 * The imported network in a folder. Throws a `MalformedFileError` for a `network.json` that says something else, a
 * `CheckpointError` for parameters that are damaged, and a `TypeError` for those of another network.
 */
export const readNetworkFolder = async (folder: string): Promise<LoadedNetwork> => {
  const path = join(folder, networkName);
  const imported = parseNetworkFile(await readFile(path, 'utf8'), path) as unknown as ImportedNetwork;
  const program = flatten(imported.network);
  const file = join(folder, parametersName);
  const bytes = await readFile(file).catch(nullIfMissing);
  if (bytes === null) throw new CheckpointError(file, `it is missing: ${advice}`);
  if (sha256(bytes) !== imported.parameters) {
    throw new CheckpointError(file, `its SHA-256 is not the one in ${networkName}: ${advice}`);
  }
  const { tensors } = decodeSafetensors(bytes, file);
  return { imported, program, parameters: parametersIn(program.parameters, tensors, file) };
};

const advice = 'remove the folder and import the network again';

const taken = (folder: string, error: unknown): unknown => {
  const { code = '' } = error as NodeJS.ErrnoException;
  return ['ENOTEMPTY', 'EEXIST', 'ENOTDIR', 'EPERM'].includes(code)
    ? new Error(`${folder} is there already: name another folder with --out, or remove it first`)
    : error;
};
