import type { Precision } from '@resnet/engine';
import type { Protocol, Split } from '@resnet/run-log';
import type { EvaluationResult, FolderContent } from '@resnet/training';
import { lookUp, UsageError } from '../errors.js';
import type { EngineName } from '../engines.js';
import { chooseComputing, exactPrecision } from './choose-computing.js';
import { type OnEvaluation, withProgress } from './show-progress.js';
import { formatResults, type ProtocolResult } from './format-results.js';
import type { RecordEnsemble, RecordEnsembleOptions } from './record-ensemble.js';
import { writePredictions, type ProtocolResults } from './write-predictions.js';

export interface EvaluateFolders {
  readonly data?: string;
  readonly split?: Split;
  readonly protocol?: readonly Protocol[];
  readonly engine: 'auto' | EngineName;
  readonly precision?: Precision;
  readonly threads?: number;
  readonly workers?: number;
  readonly batch?: number;
  readonly predictions?: string;
  readonly cache?: string;
  readonly json?: true;
  /** Add the errors of the ensemble to its file below `out`. */
  readonly append?: true;
  readonly ensemble?: string;
  /** A folder of runs. */
  readonly out: string;
}

/** Evaluates the networks of some folders, each by itself and, where there are several, all as an ensemble. */
export const evaluateFolders = async (folders: readonly string[], options: EvaluateFolders): Promise<void> => {
  const { describeFolder } = await import('@resnet/training');
  const contents = await Promise.all(folders.map((folder) => describeFolder(folder)));
  const datasets = [...new Set(contents.map(({ dataset }) => dataset))];
  if (datasets.length > 1)
    throw new UsageError(`expected networks for one data set, got some for ${datasets.join(' and ')}`);
  const evaluated =
    datasets[0] === 'cifar10'
      ? await evaluateOnImages(folders, options)
      : await evaluateOnPhotos(folders, options, contents);
  const rows = evaluated.flatMap(({ protocol, results }) =>
    results.map(({ name, images, loss, top1Error, top5Error }): ProtocolResult => {
      const stated = statedFor(contents, name, protocol);
      return { name, protocol, images, loss, top1Error, top5Error, stated };
    }),
  );
  console.log(options.json ? JSON.stringify(rows, null, 2) : formatResults(rows));
  if (options.predictions !== undefined) await writePredictions(options.predictions, evaluated);
};

const statedFor = (contents: readonly FolderContent[], name: string, protocol: string) =>
  contents.find((content) => content.name === name)?.stated.find((error) => error.protocol === protocol) ?? null;

/** The data set that all runs of some folders were trained on; none where there is no run. */
const commonTrainedOn = (contents: readonly FolderContent[]): string | undefined => {
  const names = [...new Set(contents.flatMap(({ trainedOn }) => trainedOn ?? []))];
  if (names.length > 1) {
    throw new UsageError(`expected runs trained on one data set, got some trained on ${names.join(' and ')}`);
  }
  return names[0];
};

const evaluateOnImages = async (folders: readonly string[], options: EvaluateFolders): Promise<ProtocolResults[]> => {
  const { commonImageSet, evaluateImages, imageMember } = await import('@resnet/training');
  const { loadData } = await import('../load-data.js');
  const { data: name = 'cifar10', split = 'test', protocol: names = ['single-view'] } = options;
  const data = await loadData(name, options.cache);
  if (data.kind !== 'images')
    throw new UsageError(`expected images of one size, as cifar10, found photographs: ${name}`);
  const members = await Promise.all(folders.map((folder) => imageMember(folder, data)));
  await describeProtocols(names, members);
  const computing = await chooseComputing(options, exactPrecision);
  const set = lookUp(() => commonImageSet(members, split));
  const dataset = { name, split, images: set.count, checksums: data.checksums };
  const record = await recorder(options, { members, dataset, classes: set.classes, protocols: names, computing });
  return eachWithProgress(names, record, (protocol, onProgress) =>
    evaluateImages({ ...computing, members, set, protocol, onProgress }),
  );
};

const evaluateOnPhotos = async (
  folders: readonly string[],
  options: EvaluateFolders,
  contents: readonly FolderContent[],
): Promise<ProtocolResults[]> => {
  const { evaluatePhotos, openPhotoData, photoMember } = await import('@resnet/training');
  const { openPhotoSet } = await import('@resnet/datasets');
  const { packedFolder } = await import('../load-data.js');
  const { split = 'validation', protocol: names = ['center-crop'], cache, batch, workers } = options;
  const name = options.data ?? commonTrainedOn(contents);
  if (name === undefined)
    throw new UsageError(
      'name a packed set of photographs with --data, as --data imagenette (`resnet data fetch imagenette` gets it)',
    );
  if (split === 'test') throw new UsageError('a packed set has the splits validation and training, got test');
  const folder = packedFolder(name, cache);
  const set = await openPhotoSet({ folder, split: split === 'training' ? 'train' : 'validation' });
  // What a run is shown is made of statistics of its training photographs; an imported network brings its own.
  const data = contents.some(({ kind }) => kind === 'run') ? await openPhotoData(folder) : null;
  const members = await Promise.all(folders.map((one) => photoMember(one, data)));
  const [first] = members;
  if (first === undefined) throw new UsageError('expected a folder, got none');
  await describeProtocols(names, members);
  const computing = await chooseComputing(options, exactPrecision);
  const dataset = { name: set.name, split, images: set.count, checksums: set.checksums };
  const { classes: told } = first.network;
  const record = await recorder(options, { members, dataset, classes: told, protocols: names, computing });
  return eachWithProgress(names, record, (protocol, onProgress) =>
    evaluatePhotos({ ...computing, members, set, protocol, batchSize: batch, workers, onProgress }),
  );
};

/** `null` where the ensemble is not to be recorded. */
const recorder = async (
  { append, out: root, ensemble: name }: EvaluateFolders,
  evaluated: Omit<RecordEnsembleOptions, 'root' | 'name'>,
): Promise<RecordEnsemble | null> => {
  if (append !== true) return null;
  const { recordEnsemble } = await import('./record-ensemble.js');
  return recordEnsemble({ root, name, ...evaluated });
};

interface WithProtocols {
  readonly protocols: readonly { readonly name: Protocol; readonly description: string }[];
}

/**
 * Says how each member is shown images by the protocols asked for; members trained on crops of other sizes are shown
 * others by one protocol: each way is said once. Rejects with a `UsageError` where a member does not have one.
 */
const describeProtocols = async (names: readonly Protocol[], members: readonly WithProtocols[]): Promise<void> => {
  const { protocolNamed } = await import('@resnet/training');
  const asked = lookUp(() => names.flatMap((name) => members.map(({ protocols }) => protocolNamed(protocols, name))));
  for (const line of new Set(asked.map(({ name, description }) => `${name}: ${description}`))) console.error(line);
};

const eachWithProgress = async (
  protocols: readonly Protocol[],
  record: RecordEnsemble | null,
  evaluate: (protocol: Protocol, onProgress: OnEvaluation) => Promise<readonly EvaluationResult[]>,
): Promise<ProtocolResults[]> => {
  const evaluated: ProtocolResults[] = [];
  for (const protocol of protocols) {
    const results = await withProgress(protocol, (onProgress) => evaluate(protocol, onProgress));
    evaluated.push({ protocol, results });
    // The next protocol may take hours, and be interrupted.
    for (const result of protocols.length > 1 ? results : []) console.error(describeErrors(protocol, result));
    if (record !== null) console.error(`${protocol} is added to ${await record(protocol, results)}`);
  }
  return evaluated;
};

const describeErrors = (protocol: Protocol, { name, top1Error, top5Error }: EvaluationResult): string =>
  `${protocol}, ${name}: top-1 error ${top1Error.toFixed(2)}%, top-5 error ${top5Error.toFixed(2)}%`;
