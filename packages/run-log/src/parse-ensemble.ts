import type { EnsembleMember, EnsembleRecord } from './ensemble.js';
import { date, integer, listOf, mapOf, number, object, oneOf, shape, text, type JsonShape } from './json-shape.js';
import { MalformedFileError } from './malformed-file-error.js';
import { checkShape, parseJson } from './parse-json-file.js';
import { budgetNames, protocolNames, splitNames } from './record.js';
import { runKey } from './run-key.js';
import { runName } from './run-name-shape.js';

const percent = shape('a number from 0 to 100', (value) => typeof value === 'number' && value >= 0 && value <= 100);
const positive = shape('a whole number above 0', (value) => Number.isSafeInteger(value) && (value as number) > 0);

const runMember = object({
  experiment: runName,
  member: runName,
  budget: oneOf(...budgetNames),
  seed: integer,
  iteration: integer,
  precision: text,
  startedAt: date,
});
const importedMember = object({ name: text, parameters: text });

const member: JsonShape = (value, path) =>
  object({ kind: oneOf('run', 'network') })(value, path) ??
  ((value as EnsembleMember).kind === 'run' ? runMember : importedMember)(value, path);

const errors = { loss: number, top1Error: percent, top5Error: percent };

const ensemble = object({
  schemaVersion: oneOf(1),
  name: runName,
  members: listOf(member),
  dataset: object({
    name: text,
    split: oneOf(...splitNames),
    images: positive,
    checksums: mapOf(text),
  }),
  classes: positive,
  evaluations: listOf(
    object({
      protocol: oneOf(...protocolNames),
      ...errors,
      members: listOf(object(errors)),
      engine: object({ name: text, precision: text }),
      at: date,
    }),
  ),
});

const advice = 'Restore the file, or delete it and evaluate the ensemble again with `resnet evaluate --append`';

/**
 * The record in the text of an ensemble's file. Throws a `MalformedFileError` naming the line and the property of anything
 * else, and of numbers that cannot be.
 */
export const parseEnsemble = (json: string, file: string): EnsembleRecord => {
  const value = parseJson(json, file, advice);
  checkShape(value, ensemble, { json, file, advice });
  const record = value as EnsembleRecord;
  const fault = faultOf(record);
  if (fault !== null) throw new MalformedFileError({ file, line: 1, ...fault, advice });
  return record;
};

interface Fault {
  readonly expected: string;
  readonly found: string;
}

/** What of a record of the right shape cannot be. */
const faultOf = ({ members, evaluations }: EnsembleRecord): Fault | null => {
  if (members.length < 2) return { expected: 'two members or more', found: `${members.length}` };
  const twice = firstTwice(members.map(memberKeyOf));
  if (twice !== null) return { expected: 'each member once', found: `${twice} twice` };
  if (evaluations.length === 0) return { expected: 'an evaluation', found: 'none' };
  const protocol = firstTwice(evaluations.map((each) => each.protocol));
  if (protocol !== null) return { expected: 'each protocol once', found: `${protocol} twice` };
  return evaluations.map((each) => faultOfEvaluation(each, members.length)).find((fault) => fault !== null) ?? null;
};

const faultOfEvaluation = (
  { protocol, members, ...own }: EnsembleRecord['evaluations'][number],
  count: number,
): Fault | null => {
  if (members.length !== count) {
    return { expected: `errors of ${count} members by ${protocol}`, found: `${members.length}` };
  }
  const wrong = [own, ...members].find(({ top1Error, top5Error }) => top5Error > top1Error);
  if (wrong === undefined) return null;
  const expected = `a top-5 error of at most the top-1 error by ${protocol}`;
  return { expected, found: `${wrong.top5Error} above ${wrong.top1Error}` };
};

/** Of a run its key and when it was begun; of an imported network its parameters. */
const memberKeyOf = (member: EnsembleMember): string =>
  member.kind === 'run' ? `${runKey(member)} of ${member.startedAt}` : `${member.name} ${member.parameters}`;

const firstTwice = (names: readonly string[]): string | null =>
  names.find((name, index) => names.indexOf(name) !== index) ?? null;
