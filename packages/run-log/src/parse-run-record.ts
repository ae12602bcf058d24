import {
  boolean,
  date,
  integer,
  listOf,
  mapOf,
  nullOr,
  number,
  object,
  oneOf,
  optional,
  shape,
  text,
} from './json-shape.js';
import { evaluationCsv } from './columns.js';
import { layer } from './layer-shape.js';
import { migrateRecord, readableVersions } from './migrate-record.js';
import { MalformedFileError } from './malformed-file-error.js';
import { recipe } from './recipe-shape.js';
import { isRunName } from './run-key.js';
import { budgetNames, type RunRecord } from './record.js';

const wordsOf = (name: string): readonly string[] => {
  const cells = evaluationCsv.columns.find((column) => column.name === name)?.cells;
  return typeof cells === 'object' && 'words' in cells ? cells.words : [];
};

const runName = shape('a name of folders', (value) => typeof value === 'string' && isRunName(value));

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

const event = object({
  iteration: integer,
  at: date,
  kind: oneOf('started', 'resumed', 'warm-up-ended', 'interrupted', 'diverged', 'finished'),
  message: text,
});

const evaluation = object({
  iteration: integer,
  split: oneOf(...wordsOf('split')),
  protocol: oneOf(...wordsOf('protocol')),
  loss: number,
  top1Error: number,
  top5Error: number,
});

const runRecord = object({
  schemaVersion: oneOf(...readableVersions),
  experiment: runName,
  network,
  member: runName,
  dataset: object({ name: text, checksums: mapOf(text), trainingImages: integer }),
  recipe,
  budget: oneOf(...budgetNames),
  iterations: integer,
  seed: integer,
  precision: text,
  threads: integer,
  engine: object({ name: text, description: text, versions: mapOf(text) }),
  machine: object({ cpu: text, cores: integer, memoryBytes: integer, os: text, node: text }),
  commit: nullOr(text),
  clean: nullOr(boolean),
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
      evaluation: listOf(evaluation),
      layerResponses: optional(mapOf(number)),
      misclassified: optional(text),
    }),
  ),
});

/** The record in the text of a run.json, migrated where it is of an older version; throws a `MalformedFileError` naming the line and the property of anything else. */
export const parseRunRecord = (json: string, file: string): RunRecord => {
  const value = migrateRecord(parseJson(json, file));
  const mismatch = runRecord(value, []);
  if (mismatch === null) return value as RunRecord;
  const { path, expected, found } = mismatch;
  throw new MalformedFileError({
    file,
    line: lineOf(path, json),
    expected: path.length > 0 ? `${expected} at ${path.join('.')}` : expected,
    found: found === undefined ? 'nothing' : JSON.stringify(found),
  });
};

const parseJson = (json: string, file: string): unknown => {
  try {
    // A byte order mark is read over.
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (error) {
    const position = Number(/position (\d+)/.exec(String(error))?.[1] ?? json.length);
    const line = json.slice(0, position).split('\n').length;
    throw new MalformedFileError({ file, line, expected: 'JSON', found: String(error) });
  }
};

/** The line of a property in JSON indented by two spaces, as run.json is written; of the nearest one around it where it is missing. */
const lineOf = (path: readonly string[], json: string): number => {
  const lines = json.split('\n');
  let found = 0;
  for (const [depth, key] of path.entries()) {
    const start = `${'  '.repeat(depth + 1)}${JSON.stringify(key)}:`;
    const at = lines.findIndex((line, index) => index >= found && line.startsWith(start));
    if (at >= 0) found = at;
  }
  return found + 1;
};
