import { isAbsolute, join, resolve } from 'node:path';
import type { Precision } from '@resnet/engine';
import type { EvaluationResult, FolderContent } from '@resnet/training';
import { UsageError } from '../errors.js';
import type { EngineName } from '../engines.js';
import { showEvaluation } from './show-progress.js';
import { formatResults, type ProtocolResult } from './format-results.js';
import { writePredictions, type ProtocolResults } from './write-predictions.js';

export interface EvaluateFolders {
  readonly data?: string;
  readonly split?: 'test' | 'validation' | 'training';
  readonly protocol?: readonly string[];
  readonly engine: 'auto' | EngineName;
  readonly precision?: Precision;
  readonly threads?: number;
  readonly workers?: number;
  readonly batch?: number;
  readonly predictions?: string;
  readonly cache?: string;
  readonly json?: true;
}

/** Evaluates the networks of some folders, each by itself and, where there are several, all as an ensemble. */
export const evaluateFolders = async (folders: readonly string[], options: EvaluateFolders): Promise<void> => {
  const { describeFolder } = await import('@resnet/training');
  const contents = await Promise.all(folders.map((folder) => describeFolder(folder)));
  const datasets = [...new Set(contents.map(({ dataset }) => dataset))];
  if (datasets.length > 1)
    throw new UsageError(`expected networks for one data set, got some for ${datasets.join(' and ')}`);
  const evaluated =
    datasets[0] === 'cifar10' ? await evaluateOnImages(folders, options) : await evaluateOnPhotos(folders, options);
  if (options.predictions !== undefined) await writePredictions(options.predictions, evaluated);
  const rows = evaluated.flatMap(({ protocol, results }) =>
    results.map(({ name, images, loss, top1Error, top5Error }): ProtocolResult => {
      const stated = statedFor(contents, name, protocol);
      return { name, protocol, images, loss, top1Error, top5Error, stated };
    }),
  );
  console.log(options.json ? JSON.stringify(rows, null, 2) : formatResults(rows));
};

const statedFor = (contents: readonly FolderContent[], name: string, protocol: string) =>
  contents.find((content) => content.name === name)?.stated.find((error) => error.protocol === protocol) ?? null;

const engineFor = async ({ engine: wanted, precision: asked, threads: askedThreads }: EvaluateFolders) => {
  const { chooseEngine, choosePrecision } = await import('../engines.js');
  const { chooseThreads } = await import('../choose-threads.js');
  const { engine, reason } = await chooseEngine(wanted);
  // Exact rather than fast: errors of imported networks are compared with those that others state.
  const precision = choosePrecision(engine, asked ?? (engine.precisions.includes('f32') ? 'f32' : undefined));
  console.error(`engine ${engine.name}, ${precision}: ${engine.description} (${reason})`);
  const { threads, warning } = chooseThreads(askedThreads);
  if (warning !== null) console.error(warning);
  return { engine, precision, threads };
};

const evaluateOnImages = async (folders: readonly string[], options: EvaluateFolders): Promise<ProtocolResults[]> => {
  const { evaluateImages, imageMember, imageProtocols } = await import('@resnet/training');
  const { loadData } = await import('../load-data.js');
  const { data: name = 'cifar10', split = 'test' } = options;
  if (split === 'validation') throw new UsageError('cifar10 has the splits test and training, got validation');
  const protocols = named(options.protocol ?? ['single-view'], imageProtocols);
  const computing = await engineFor(options);
  const data = await loadData(name, options.cache);
  if (data.kind !== 'images')
    throw new UsageError(`expected images of one size, as cifar10, found photographs: ${name}`);
  const members = await Promise.all(folders.map((folder) => imageMember(folder, data)));
  const set = split === 'test' ? data.test : data.train;
  return eachWithProgress(protocols, (protocol, onProgress) =>
    evaluateImages({ ...computing, members, set, protocol, onProgress }),
  );
};

const evaluateOnPhotos = async (folders: readonly string[], options: EvaluateFolders): Promise<ProtocolResults[]> => {
  const { classIndices, evaluatePhotos, photoMember, photoProtocol, photoProtocolNames } =
    await import('@resnet/training');
  const { cacheDirectory, openPhotoSet } = await import('@resnet/datasets');
  const { data, split = 'validation', cache = cacheDirectory(), batch, workers } = options;
  if (data === undefined)
    throw new UsageError('say with --data which packed set of photographs: see `resnet data pack --help`');
  if (split === 'test') throw new UsageError('a packed set has the splits validation and training, got test');
  const folder = isAbsolute(data) || data.startsWith('.') ? resolve(data) : join(cache, data);
  const set = await openPhotoSet({ folder, split: split === 'training' ? 'train' : 'validation' });
  const members = await Promise.all(folders.map((folder) => photoMember(folder)));
  const [first] = members;
  if (first === undefined) throw new UsageError('expected a folder, got none');
  const protocols = named(
    options.protocol ?? ['center-crop'],
    photoProtocolNames.map((name) => photoProtocol(name, first.network.input.height)),
  );
  const classes = classIndices(set, first.network);
  const computing = await engineFor(options);
  for (const { name, description } of protocols) console.error(`${name}: ${description}`);
  return eachWithProgress(protocols, (protocol, onProgress) =>
    evaluatePhotos({ ...computing, members, set, classes, protocol, batchSize: batch, workers, onProgress }),
  );
};

const named = <Protocol extends { readonly name: string }>(
  names: readonly string[],
  protocols: readonly Protocol[],
): Protocol[] =>
  names.map((name) => {
    const found = protocols.find((protocol) => protocol.name === name);
    if (found !== undefined) return found;
    throw new UsageError(`expected protocol ${protocols.map((protocol) => protocol.name).join(', ')}, got ${name}`);
  });

type OnProgress = ReturnType<typeof showEvaluation>['update'];

const eachWithProgress = async <Protocol extends { readonly name: string }>(
  protocols: readonly Protocol[],
  evaluate: (protocol: Protocol, onProgress: OnProgress) => Promise<readonly EvaluationResult[]>,
): Promise<ProtocolResults[]> => {
  const evaluated: ProtocolResults[] = [];
  for (const protocol of protocols) {
    const display = showEvaluation(protocol.name);
    try {
      evaluated.push({ protocol: protocol.name, results: await evaluate(protocol, display.update) });
    } finally {
      display.stop();
    }
  }
  return evaluated;
};
