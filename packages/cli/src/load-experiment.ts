import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { isNativeError } from 'node:util/types';
import type { Experiment } from '@resnet/training';
import { checkExperiment } from './check-experiment.js';
import { UsageError } from './errors.js';
import { unknownName } from './suggest.js';

/** Whether a name is that of a file, and not an id. */
export const isExperimentFile = (name: string): boolean => /\.[cm]?[jt]s$/.test(name);

/** Where the data set of an experiment is read from. */
export interface DataSource {
  /** The user's cache directory where not given. */
  readonly cache?: string | undefined;
}

/**
 * The experiment of an id, or the one that a TypeScript or JavaScript file exports: `./my-experiment.ts`. Its data set must be
 * one that is known where a source is given; whoever only reads runs gives none. Rejects with a `UsageError` where there is
 * none, and with what the file itself throws.
 */
export const loadExperiment = async (name: string, data?: DataSource) => {
  const { experiments } = await import('@resnet/experiments');
  if (!isExperimentFile(name)) return findExperiment(experiments, name);
  const path = resolve(name);
  if (!existsSync(path)) throw new UsageError(`expected a file that exports an experiment, found no ${path}`);
  const experiment = onlyExperiment(await importFile(path), path);
  checkExperiment(experiment, { others: experiments, datasets: data && (await datasetNames(data)) });
  return experiment;
};

/** The experiment of an id. Throws a `UsageError` that lists the valid ones. */
export const findExperiment = (experiments: readonly Experiment[], id: string): Experiment => {
  const found = experiments.find((experiment) => experiment.id === id);
  if (found) return found;
  const ids = experiments.map((experiment) => experiment.id);
  throw new UsageError(unknownName('experiment', id, ids));
};

const datasetNames = async ({ cache }: DataSource): Promise<readonly string[]> => {
  const { cacheDirectory, knownSetNames, packedSetNames } = await import('@resnet/datasets');
  return [...new Set(['cifar10', ...knownSetNames, ...(await packedSetNames(cache ?? cacheDirectory()))])];
};

/** The file's exports. The packages it writes experiments with are those of the suite, wherever the file lies. */
const importFile = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
  const { createJiti } = await import('jiti');
  const virtualModules = {
    '@resnet/models': await import('@resnet/models'),
    '@resnet/training': await import('@resnet/training'),
    '@resnet/experiments': await import('@resnet/experiments'),
  };
  try {
    return await createJiti(path, { fsCache: false, interopDefault: false, virtualModules }).import(path);
  } catch (error) {
    throw placed(error, path);
  }
};

/** What a file throws, beginning with its path and, where the stack has it, the line. */
const placed = (error: unknown, path: string): unknown => {
  if (!isNativeError(error) || error.message.includes(path)) return error;
  const [, line] = (error.stack ?? '').split(`${path}:`);
  const place = line === undefined ? path : `${path}:${Number.parseInt(line)}`;
  return new Error(`${place}: ${error.message}`, { cause: error });
};

const onlyExperiment = (exported: Readonly<Record<string, unknown>>, path: string): unknown => {
  const found = Object.entries(exported).filter(([, value]) => isObject(value) && 'members' in value);
  const values = new Set(found.map(([, value]) => value));
  const [experiment] = values;
  if (experiment !== undefined && values.size === 1) return experiment;
  const [of, names] = found.length > 0 ? ['', found] : ['none that has `members` among ', Object.entries(exported)];
  const text = names.map(([name]) => name).join(', ');
  throw new UsageError(
    `expected ${path} to export one Experiment, found ${text === '' ? 'no export' : `${of}${text}`}`,
  );
};

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
