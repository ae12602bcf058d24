import type { Engine, Precision } from '@resnet/engine';
import {
  imageProtocolNames,
  photoProtocolNames,
  requireRunRecord,
  type EvaluationRow,
  type Protocol,
  type RunRecord,
} from '@resnet/run-log';
import type { RunData } from '@resnet/training';
import { lookUp, UsageError } from '../errors.js';
import { loadData } from '../load-data.js';
import { chooseComputing, exactPrecision } from './choose-computing.js';
import type { EvaluateFolders } from './evaluate-folders.js';
import { withProgress } from './show-progress.js';
import { writePredictions, type ProtocolResults } from './write-predictions.js';

/**
 * Evaluates a run by one protocol after the other, as its recipe says; each row is appended to its log where that is
 * asked for.
 */
export const evaluateOneRun = async (folder: string, options: EvaluateFolders): Promise<void> => {
  const { checkAppendable, evaluateRun, readRunNetwork } = await import('@resnet/training');
  const record = await requireRunRecord(folder);
  const { append = false, batch: batchSize, workers } = options;
  const protocols: readonly Protocol[] = options.protocol ?? ['10-crop'];
  const data = await loadData(options.data ?? record.dataset.name, options.cache);
  checkKind(folder, record, options.data, data);
  const split = options.split ?? defaultSplit(data);
  await checkProtocols(protocols, data);
  // Before the first is evaluated, which may take hours; another process may still come first.
  if (append) checkAppendable({ folder, record }, { split, protocols });
  const own = { folder, precision: record.precision as Precision, append };
  const computing = await chooseComputing(options, (engine) => usualPrecision(engine, own));
  // Once for all protocols: a checkpoint may be hundreds of megabytes.
  const trained = await readRunNetwork(folder, record);
  if (trained.warning !== null) console.error(trained.warning);
  const [rows, evaluated]: [EvaluationRow[], ProtocolResults[]] = [[], []];
  for (const protocol of protocols) {
    const asked = { ...computing, data, split, protocol, append, batchSize, workers, trained };
    const { row, result } = await withProgress(protocol, (onProgress) =>
      evaluateRun(folder, { ...asked, onProgress, say: console.error, warn: console.error }),
    );
    rows.push(row);
    evaluated.push({ protocol, results: [result] });
    if (!options.json) console.log(describe(record.member, row));
  }
  if (options.json) console.log(JSON.stringify(rows, null, 2));
  if (options.predictions !== undefined) await writePredictions(options.predictions, evaluated);
};

interface OwnPrecision {
  readonly folder: string;
  readonly precision: Precision;
  readonly append: boolean;
}

/** The run's own. Where the engine lacks it an exact one, and that is said; but no row of another goes to the log unasked. */
const usualPrecision = (engine: Engine, { folder, precision, append }: OwnPrecision): Precision | undefined => {
  if (engine.precisions.includes(precision)) return precision;
  const lacks = `${folder} is a run in ${precision}, which engine ${engine.name} does not have on this machine`;
  if (append) throw new UsageError(`${lacks}: leave --append out, or say with --precision which to take all the same`);
  console.error(`${lacks}: the errors of another precision may differ in some images`);
  return exactPrecision(engine);
};

/** A run of photographs has a recipe for them, which images of one size do not have. */
const checkKind = (folder: string, { dataset, recipe }: RunRecord, named: string | undefined, data: RunData): void => {
  if ((recipe.photographs === undefined) === (data.kind === 'images')) return;
  throw new UsageError(
    `${folder} was trained on ${dataset.name}, and ${named ?? dataset.name} holds other images: leave --data out, or name a copy of ${dataset.name}`,
  );
};

const defaultSplit = ({ kind }: RunData) => (kind === 'photographs' ? 'validation' : 'test');

/** Before the first is evaluated, which may take hours. */
const checkProtocols = async (protocols: readonly Protocol[], { kind }: RunData): Promise<void> => {
  const { protocolNamed } = await import('@resnet/training');
  const there = (kind === 'photographs' ? photoProtocolNames : imageProtocolNames).map((name) => ({ name }));
  lookUp(() => protocols.forEach((protocol) => protocolNamed(there, protocol)));
};

const describe = (member: string, { iteration, split, protocol, loss, top1Error, top5Error }: EvaluationRow): string =>
  `${member} at iteration ${iteration}, ${split}, ${protocol}: loss ${loss.toFixed(4)}, top-1 error ${top1Error.toFixed(2)}%, top-5 error ${top5Error.toFixed(2)}%`;
