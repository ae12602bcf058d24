import type { EnsembleIdentity, Protocol } from '@resnet/run-log';
import type { EvaluationResult, Identified } from '@resnet/training';
import { lookUp, UsageError } from '../errors.js';

export interface RecordEnsembleOptions {
  /** The folder of runs below which its file goes. */
  readonly root: string;
  readonly name: string | undefined;
  readonly members: readonly Identified[];
  readonly dataset: EnsembleIdentity['dataset'];
  readonly classes: number;
  readonly protocols: readonly Protocol[];
  readonly computing: { readonly engine: { readonly name: string }; readonly precision: string };
}

/** Adds what a protocol gave, the ensemble's result last, and resolves to the path of the file. */
export type RecordEnsemble = (protocol: Protocol, results: readonly EvaluationResult[]) => Promise<string>;

/**
 * Gets ready to record an ensemble, before it is evaluated, which may take hours. Rejects with a `UsageError` where it has no name,
 * and with an `Error` where a member is not trained to its end or the file is of something else.
 */
export const recordEnsemble = async (options: RecordEnsembleOptions): Promise<RecordEnsemble> => {
  const { appendToEnsemble, checkEnsemble, ensembleFile } = await import('@resnet/run-log');
  const { root, name, members, dataset, classes, protocols, computing } = options;
  if (name === undefined) throw new UsageError('say with --ensemble <name> under which name to record the ensemble');
  lookUp(() => ensembleFile(root, name));
  const shortfall = members.find((member) => member.shortfall !== null)?.shortfall;
  if (shortfall != null)
    throw new Error(`expected members that are trained to their end, found one that is not: ${shortfall}`);
  const identities = members.map(({ identity }) => identity);
  const identity: EnsembleIdentity = { schemaVersion: 1, name, members: identities, dataset, classes };
  await checkEnsemble(root, identity, protocols);
  const { engine, precision } = computing;
  return (protocol, results) => {
    const errors = results.map(({ loss, top1Error, top5Error }) => ({ loss, top1Error, top5Error }));
    const ensemble = errors.pop() ?? { loss: NaN, top1Error: NaN, top5Error: NaN };
    const made = { engine: { name: engine.name, precision }, at: new Date().toISOString() };
    return appendToEnsemble(root, identity, { protocol, ...ensemble, members: errors, ...made });
  };
};
