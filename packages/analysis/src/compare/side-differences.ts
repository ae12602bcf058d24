import type { Run, RunRecord } from '@resnet/run-log';
import { protocolLines } from '@resnet/training/protocol';
import { commitsText } from '../runs/index.js';
import { formatCount, unique } from '../words.js';
import type { SideDifference } from './comparison.js';
import { answerOf } from './compared-side.js';

type Question = readonly [what: string, answer: (record: RunRecord) => string];

const networkQuestions: readonly Question[] = [
  ['network', ({ network }) => network.name],
  ['shortcuts', ({ network }) => (network.shortcut === null ? 'none' : `option ${network.shortcut}`)],
  ['parameters', ({ network }) => formatCount(network.parameters)],
  ['multiply-adds', ({ network }) => formatCount(network.multiplyAdds)],
  ['budget', ({ budget }) => budget],
];

const machineQuestions: readonly Question[] = [
  ['engine', ({ engine }) => engine.name],
  ['engine, in words', ({ engine }) => engine.description],
  ['engine versions', ({ engine }) => namesAndValues(engine.versions)],
  ['threads', ({ threads }) => String(threads)],
  ['processor', ({ machine }) => `${machine.cpu}, ${machine.cores} cores`],
  ['memory', ({ machine }) => `${(machine.memoryBytes / 2 ** 30).toFixed(1)} GiB`],
  ['operating system', ({ machine }) => machine.os],
  ['Node', ({ machine }) => machine.node],
  ['commit', commitsText],
  ['data set files', ({ dataset }) => namesAndValues(dataset.checksums)],
];

const namesAndValues = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .sort()
    .join(', ');

/** The network and the protocol of both sides, line by line. */
export const recipeLines = (left: readonly Run[], right: readonly Run[]): readonly SideDifference[] => {
  const all = [...left, ...right].map(({ record }) => protocolLines(record).map(({ what }) => what));
  const questions = unique(all.flat()).map((what): Question => [what, (record) => protocolAnswer(record, what)]);
  return answers([...networkQuestions, ...questions], left, right);
};

/** What computed both sides, line by line. */
export const machineLines = (left: readonly Run[], right: readonly Run[]): readonly SideDifference[] =>
  answers(machineQuestions, left, right);

/** Of lines, those in which the sides differ. */
export const differing = (lines: readonly SideDifference[]): readonly SideDifference[] =>
  lines.filter(({ left, right }) => left !== right);

const protocolAnswer = (record: RunRecord, what: string): string =>
  protocolLines(record).find((line) => line.what === what)?.run ?? 'does not apply';

const answers = (
  questions: readonly Question[],
  left: readonly Run[],
  right: readonly Run[],
): readonly SideDifference[] =>
  questions.map(([what, answer]) => ({ what, left: answerOf(left, answer), right: answerOf(right, answer) }));
