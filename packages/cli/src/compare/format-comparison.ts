import {
  seedsText,
  shortSource,
  signed,
  smokeSentence,
  type ComparedSide,
  type Comparison,
  type ErrorDifference,
  type MeasureDifference,
  type SideDifference,
} from '@resnet/analysis';
import { textTable } from '../text-table.js';

/** A comparison as text for a terminal. */
export const formatComparison = (comparison: Comparison): string => {
  const { left, right, differences, recipe, machine } = comparison;
  return [
    [sideLine('left ', left), sideLine('right', right)].join('\n'),
    differences.length === 0 ? 'No error that both sides ended with.' : differencesTable(comparison),
    ...sourceLines(differences.map(({ difference }) => difference)),
    ...(left.budget === 'smoke' || right.budget === 'smoke' ? [smokeSentence('smoke budget')] : []),
    ...curveTable(comparison),
    linesTable('recipe', recipe),
    linesTable('machine', machine),
  ].join('\n\n');
};

const sideLine = (name: string, { label, runs, remarks }: ComparedSide): string =>
  `${name}  ${[label, ...remarks].join('; ')} (${runs.join(', ')})`;

const right = { align: 'right' } as const;

const differencesTable = ({ left, right: other, differences }: Comparison): string =>
  textTable(
    [
      { head: 'percent' },
      { head: 'left', ...right },
      { head: 'right', ...right },
      { head: 'left - right', ...right },
      { head: '95% interval', ...right },
      { head: 'from' },
    ],
    differences.map(({ name, seeds, difference }) => [
      name,
      difference.left.toFixed(2),
      difference.right.toFixed(2),
      signed(difference.value),
      `${signed(difference.low)} to ${signed(difference.high)}`,
      seeds.left.length < left.seeds.length || seeds.right.length < other.seeds.length
        ? `${shortSource(difference)}; ${seedsOf(seeds)}`
        : shortSource(difference),
    ]),
  );

/** `seeds 1 and 2`; `left seed 2, right seeds 2 and 3`. */
const seedsOf = (seeds: MeasureDifference['seeds']): string => {
  const [left, other] = [seedsText(seeds.left), seedsText(seeds.right)];
  return left === other ? left : `left ${left}, right ${other}`;
};

/** What an interval lacks. */
const sourceLines = (differences: readonly ErrorDifference[]): readonly string[] => {
  const lines = [
    ...(differences.some(({ spreadOf }) => spreadOf !== undefined)
      ? ['An interval from seeds of one side takes their spread for both sides: the other has one seed.']
      : []),
    ...(differences.some(({ from }) => from === 'images')
      ? ['Intervals from images come from the sampling of the images. They do not include the spread between seeds.']
      : []),
    ...(differences.some(({ images }) => images === 'unpaired')
      ? [
          'Unpaired treats the two sides as if they had seen different images. They saw the same ones, so the interval is wider than necessary.',
        ]
      : []),
    ...(differences.some(({ images }) => images === 'whole set')
      ? ['The whole training set is not a sample: its interval treats it as one.']
      : []),
  ];
  return lines.length === 0 ? [] : [lines.join('\n')];
};

/** As many as are read at a glance. */
const curveRows = 10;

/** The curve of the difference at ten iterations at most, the last one among them. */
const curveTable = ({ curve, trainingCurve }: Comparison): readonly string[] => {
  if (curve.length === 0) return [];
  const every = Math.ceil(curve.length / curveRows);
  const shown = curve.filter((_, index) => (curve.length - 1 - index) % every === 0);
  const training = new Map(trainingCurve.map(({ iteration, difference }) => [iteration, difference]));
  const rows = shown.map(({ iteration, difference }) => {
    const ofTraining = training.get(iteration);
    return [iteration.toLocaleString('en-US'), signed(difference), ofTraining === undefined ? '' : signed(ofTraining)];
  });
  const columns = ['iteration', 'left - right, test error', 'left - right, training error'];
  return [
    textTable(
      columns.map((head) => ({ head, ...right })),
      rows,
    ),
  ];
};

/** Lines of a recipe or a machine, left beside right. */
export const linesTable = (what: string, lines: readonly SideDifference[]): string => {
  if (lines.length === 0) return `${what}: the same on both sides`;
  return textTable(
    [{ head: what }, { head: 'left' }, { head: 'right' }],
    lines.map((line) => [line.what, shortened(line.left), shortened(line.right)]),
  );
};

/** Checksums and the like are told by their beginning; `--json` has them whole. */
const shortened = (text: string): string => (text.length > 48 ? `${text.slice(0, 47)}…` : text);
