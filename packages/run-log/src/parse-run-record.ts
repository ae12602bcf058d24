import { boolean, date, integer, listOf, mapOf, nullOr, number, object, oneOf, optional, text } from './json-shape.js';
import { layer } from './layer-shape.js';
import { migrateRecord, readableVersions } from './migrate-record.js';
import { recipe } from './recipe-shape.js';
import { checkShape, parseJson } from './parse-json-file.js';
import { runName } from './run-name-shape.js';
import { budgetNames, protocolNames, splitNames, type RunRecord } from './record.js';

const network = object({
  name: text,
  family: oneOf('plain', 'residual'),
  depth: integer,
  shortcut: oneOf('A', 'B', 'C', null),
  paddedIdentity: optional(object({ subsampling: text, placement: text })),
  parameters: integer,
  multiplyAdds: integer,
  definition: nullOr(
    object({
      input: object({ channels: integer, height: integer, width: integer }),
      classes: integer,
      layers: layer,
    }),
  ),
});

const code = { commit: nullOr(text), clean: nullOr(boolean) };

const event = object({
  iteration: integer,
  at: date,
  kind: oneOf(
    'started',
    'resumed',
    'warm-up-ended',
    'rate-dropped',
    'interrupted',
    'diverged',
    'finished',
    'evaluated',
  ),
  message: text,
  code: optional(object(code)),
});

const evaluation = object({
  iteration: integer,
  split: oneOf(...splitNames),
  protocol: oneOf(...protocolNames),
  loss: number,
  top1Error: number,
  top5Error: number,
});

const runRecord = object({
  schemaVersion: oneOf(...readableVersions),
  experiment: runName,
  network,
  member: runName,
  dataset: object({ name: text, checksums: mapOf(text), trainingImages: integer, evaluatedImages: optional(integer) }),
  recipe,
  budget: oneOf(...budgetNames),
  iterations: integer,
  seed: integer,
  precision: text,
  threads: integer,
  groupsAtOnce: optional(integer),
  engine: object({ name: text, description: text, versions: mapOf(text) }),
  machine: object({ cpu: text, cores: integer, memoryBytes: integer, os: text, node: text }),
  ...code,
  state: oneOf('running', 'finished', 'diverged'),
  deviations: listOf(text),
  events: listOf(event),
  startedAt: date,
  finishedAt: nullOr(date),
  wallSeconds: number,
  final: nullOr(
    object({
      trainingLoss: number,
      trainingError: number,
      trainingTop5Error: optional(number),
      evaluation: listOf(evaluation),
      layerResponses: optional(mapOf(number)),
      misclassified: optional(text),
    }),
  ),
});

/**
 * The record in the text of a run.json, migrated where it is of an older version; throws a `MalformedFileError` naming
 * the line and the property of anything else.
 */
export const parseRunRecord = (json: string, file: string): RunRecord => {
  const value = migrateRecord(parseJson(json, file));
  checkShape(value, runRecord, { json, file });
  return value as RunRecord;
};

/** Throws a `RangeError` naming the property of a record, not yet written, that no reader would take. */
export const checkRunRecord = (record: RunRecord): void => {
  const mismatch = runRecord(record, []);
  if (mismatch === null) return;
  const { path, expected, found } = mismatch;
  throw new RangeError(`expected ${expected} as ${path.join('.')} of the run, got ${String(found)}`);
};
