import { parse } from 'csv-parse/sync';
import type { BenchReport } from './bench-network.js';
import { ratioText, type Ratio } from './compare-sides.js';

/**
 * How much worse a ratio may be than the one recorded. The same code has been measured between 0.80 and 0.88 of oneDNN
 * alone on one machine, by how much memory its neighbours use: what saves memory traffic gains less when they are still.
 */
const tolerance = 1.2;

export interface CheckOptions {
  /** The text of the CSV file that `--record` writes. */
  readonly recorded: string;
  readonly reports: readonly BenchReport[];
  readonly cpu: string;
  readonly cores: number;
}

/** What was found for one engine: a sentence, and whether it is slower than it was. */
export interface CheckResult {
  readonly slower: boolean;
  readonly text: string;
}

/**
 * Compares each engine's ratio to what it builds on alone with that of the last row recorded on such a machine: times
 * depend on the day and the neighbours, the ratio of two that ran in turns hardly does.
 */
export const checkReports = ({ recorded, reports, cpu, cores }: CheckOptions): readonly CheckResult[] => {
  const rows: Record<string, string>[] = parse(recorded, { columns: true });
  return reports.flatMap(({ network, options, sides }) =>
    sides.flatMap(({ side, ratioToAlone }) => {
      if (ratioToAlone === null) return [];
      const wanted = { cpu, cores, network, batch: options.batch, threads: options.threads, side };
      const last = rows.findLast((row) =>
        Object.entries(wanted).every(([column, value]) => row[column] === `${value}`),
      );
      return [compare(`${network}, ${side}`, ratioToAlone, last)];
    }),
  );
};

const compare = (what: string, ratio: Ratio, last: Readonly<Record<string, string>> | undefined): CheckResult => {
  const found = ratioText(what, ratio);
  if (last?.ratio_to_alone === undefined) {
    return { slower: false, text: `${found}; nothing is recorded of such a machine to compare with` };
  }
  const limit = Number(last.ratio_to_alone) * tolerance;
  const slower = !(ratio.value <= limit);
  const verdict = slower ? `slower than the ${limit.toFixed(3)} allowed` : `at most ${limit.toFixed(3)} is allowed`;
  return { slower, text: `${found}; on ${last.date ?? ''} it was ${last.ratio_to_alone}: ${verdict}` };
};
