import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { nullIfMissing, readUtf8, writeDurably } from '@resnet/files';
import type { EnsembleEvaluation, EnsembleRecord } from './ensemble.js';
import { lockRunFolder, type RunFolderLock } from './lock-run-folder.js';
import { MalformedFileError } from './malformed-file-error.js';
import { parseEnsemble } from './parse-ensemble.js';
import type { Protocol } from './record.js';
import { RunFolderLockedError } from './run-folder-locked-error.js';

/** The file of an ensemble below a folder of runs; throws a `RangeError` for a name that no file can have. */
export const ensembleFile = (root: string, name: string): string => {
  if (/^[A-Za-z0-9][A-Za-z0-9._+-]*$/.test(name)) return join(root, folderName, `${name}.json`);
  throw new RangeError(
    `an ensemble is named by letters, digits and . _ + -, as six-resnets; got ${JSON.stringify(name)}`,
  );
};

const folderName = 'ensembles';

/** Which ensemble, evaluated on what: its record without what was found. */
export type EnsembleIdentity = Omit<EnsembleRecord, 'evaluations'>;

/**
 * Rejects with an `Error` where the file of this name is of another ensemble or another set, or has one of the protocols: rows
 * are never replaced; and with a `MalformedFileError` where it is broken.
 */
export const checkEnsemble = async (
  root: string,
  identity: EnsembleIdentity,
  protocols: readonly Protocol[],
): Promise<readonly EnsembleEvaluation[]> => {
  const file = ensembleFile(root, identity.name);
  const there = await readEnsemble(file);
  if (there === null) return [];
  const { evaluations, ...other } = there;
  const differs = (['members', 'dataset', 'classes'] as const).find(
    (key) => !isDeepStrictEqual(other[key], identity[key]),
  );
  if (differs !== undefined) {
    throw new Error(`${file} is of an ensemble with other ${differs}: give this one another name with --ensemble`);
  }
  const done = protocols.find((protocol) => evaluations.some((each) => each.protocol === protocol));
  if (done !== undefined) throw new Error(`expected no row for ${done} in ${file}, found one: rows are never replaced`);
  return evaluations;
};

/**
 * Adds an evaluation to the file of an ensemble, or makes it, and resolves to its path. Others that add one at the same time come
 * before or after it. Rejects as `checkEnsemble`.
 */
export const appendToEnsemble = async (
  root: string,
  identity: EnsembleIdentity,
  evaluation: EnsembleEvaluation,
): Promise<string> => {
  const file = ensembleFile(root, identity.name);
  const lock = await lockOnceFree(join(root, folderName));
  try {
    const evaluations = [...(await checkEnsemble(root, identity, [evaluation.protocol])), evaluation];
    const json = `${JSON.stringify({ ...identity, evaluations }, null, 2)}\n`;
    // Read back before it is written: what a reader would refuse must not get into the file.
    parseEnsemble(json, file);
    await lock.confirm();
    await writeDurably(file, json);
    return file;
  } finally {
    await lock.release();
  }
};

/** Waits up to ten seconds for another process, which needs far less: an evaluation of hours is not lost to one that ends now. */
const lockOnceFree = async (folder: string): Promise<RunFolderLock> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await lockRunFolder(folder);
    } catch (error) {
      if (!(error instanceof RunFolderLockedError) || attempt === 100) throw error;
      await setTimeout(100);
    }
  }
};

/** The ensembles below a folder of runs, by name, and why others could not be read. */
export interface FoundEnsembles {
  readonly ensembles: readonly EnsembleRecord[];
  /** `MalformedFileError`s, or the system's answers. */
  readonly unreadable: readonly Error[];
}

/** Every ensemble below a folder of runs; one that cannot be read never takes the rest with it. */
export const findEnsembles = async (root: string): Promise<FoundEnsembles> => {
  const names = (await readdir(join(root, folderName)).catch(nullIfMissing)) ?? [];
  const files = names.filter((name) => name.endsWith('.json')).sort();
  const found = await Promise.allSettled(files.map((name) => readEnsemble(join(root, folderName, name))));
  return {
    ensembles: found.flatMap((one) => (one.status === 'fulfilled' && one.value !== null ? [one.value] : [])),
    unreadable: found.flatMap((one) => (one.status === 'rejected' ? [one.reason as Error] : [])),
  };
};

const readEnsemble = async (file: string): Promise<EnsembleRecord | null> => {
  const json = await readUtf8(file).catch(nullIfMissing);
  if (json === null) return null;
  const record = parseEnsemble(json, file);
  const name = basename(file, '.json');
  if (record.name === name) return record;
  throw new MalformedFileError({ file, line: 1, expected: `the ensemble ${name}`, found: record.name });
};
