import { formatLarge, formatRate } from '../format.js';
import { textTable } from '../text-table.js';
import type { BenchReport } from './bench-network.js';
import { ratioText, type SideResult } from './compare-sides.js';

/** A benchmark for people: what was measured, one line a side, and what the ratios are to. */
export const formatReport = (report: BenchReport): string =>
  [heading(report), machine(report), '', table(report), ...ratios(report), ...works(report)].join('\n');

const heading = ({ network, options: { batch, threads, evaluation }, operations }: BenchReport): string => {
  const what = evaluation ? 'evaluation (from bytes to logits)' : 'training (augmentation, forward, backward, SGD)';
  return `${network}, batch ${batch}, ${threads} threads: ${what}, ${formatLarge(operations)}FLOP an iteration`;
};

const machine = ({ peaks, clock, engines, torch, torchIsa }: BenchReport): string => {
  const measured = Object.entries(peaks).map(([precision, peak]) => `${precision} ${peak.toFixed(0)} GFLOP/s`);
  return [
    `measured peak: ${measured.join(', ') || 'no engine here can measure it'}${clock === null ? '' : `, at ${clock.toFixed(1)} GHz`}`,
    ...Object.entries(engines).map(([name, { description }]) => `${name}: ${description}`),
    ...(torch === null ? [] : [`PyTorch: ${torch}${torchIsa === null ? '' : `, held to ${torchIsa} too`}`]),
  ].join('\n');
};

const columns = [
  { head: 'side' },
  { head: 'median ms', align: 'right' },
  { head: 'min', align: 'right' },
  { head: 'max', align: 'right' },
  { head: 'images/s', align: 'right' },
  { head: 'of peak', align: 'right' },
  { head: 'rounds', align: 'right' },
] as const;

const table = ({ sides }: BenchReport): string => textTable(columns, sides.map(row));

const row = ({
  side,
  milliseconds: { median, min, max },
  imagesPerSecond,
  shareOfPeak,
  rounds,
}: SideResult): string[] => [
  side,
  ...[median, min, max].map((value) => value.toFixed(1)),
  formatRate(imagesPerSecond),
  shareOfPeak === null ? '' : `${(shareOfPeak * 100).toFixed(0)}%`,
  String(rounds),
];

const ratios = ({ sides }: BenchReport): string[] =>
  sides.flatMap(({ side, ...ratios }) =>
    [ratios.ratio, ratios.ratioToAlone].flatMap((ratio) => (ratio ? [ratioText(side, ratio)] : [])),
  );

/** Where an iteration's time goes: a row for each kind of work, a column for each side that takes the time. */
const works = ({ sides }: BenchReport): string[] => {
  const timed = sides.flatMap(({ side, work }) => (work ? [{ side, work }] : []));
  if (timed.length === 0) return [];
  const heads = timed.map(({ side }) => ({ head: side, align: 'right' as const }));
  const kinds = Object.keys(timed[0]?.work ?? {});
  const rows = kinds.map((kind) => [kind, ...timed.map(({ work }) => (work[kind] ?? 0).toFixed(1))]);
  return ['', textTable([{ head: 'ms of an iteration' }, ...heads], rows)];
};
