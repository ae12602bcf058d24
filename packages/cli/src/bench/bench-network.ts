import type { Engine, Precision } from '@resnet/engine';
import { countMultiplyAdds, type Network } from '@resnet/models';
import type { MeasuringEngine } from '../engines.js';
import type { BenchOptions } from './bench-options.js';
import { precisionsOf } from './bench-precisions.js';
import { compareSides, type SideResult } from './compare-sides.js';
import { startEngineSide } from './engine-side.js';
import { interleave, type InterleaveOptions } from './interleave.js';
import { startPyTorch } from './pytorch.js';
import { limitedIsa } from './pytorch-environment.js';
import type { Side } from './side.js';

export interface BenchNetworkOptions {
  readonly network: Network;
  readonly engines: readonly MeasuringEngine[];
  /** A Python with PyTorch, or `null` to do without. */
  readonly python: string | null;
  readonly options: BenchOptions;
}

/** Everything one network's benchmark found. */
export interface BenchReport {
  readonly network: string;
  readonly dataset: string;
  readonly options: BenchOptions;
  /** Floating-point operations of one iteration. */
  readonly operations: number;
  /** GFLOP/s this machine reached in this run, by precision; empty where no engine can measure it. */
  readonly peaks: Peaks;
  /** GHz of one thread; `null` where no engine can measure it. */
  readonly clock: number | null;
  /** By name. */
  readonly engines: Readonly<Record<string, Pick<Engine, 'description' | 'versions'>>>;
  /** PyTorch's version; `null` where it did not take part. */
  readonly torch: string | null;
  /** The instruction set that PyTorch was held to as our engine was; `null` where both took what the processor has. */
  readonly torchIsa: string | null;
  readonly sides: readonly SideResult[];
}

type Peaks = Readonly<Partial<Record<Precision, number>>>;

/** Measures all sides of one network in turns. */
export const benchNetwork = async ({
  network,
  engines,
  python,
  options,
}: BenchNetworkOptions): Promise<BenchReport> => {
  const operations = operationsOf(network, options);
  const precisions = [...new Set(engines.flatMap((engine) => precisionsOf(engine, options.precisions)))];
  const peaks = measurePeaks(engines, { precisions, threads: options.threads });
  const torchIsa = limitedIsa();
  const sides: Side[] = [];
  try {
    const pytorch =
      python === null
        ? null
        : await startPyTorch({ python, network, isa: torchIsa, options: { ...options, precisions } });
    sides.push(...(pytorch?.sides ?? []));
    for (const engine of engines) {
      for (const precision of precisionsOf(engine, options.precisions)) {
        const both = { engine, alone: engine.alone };
        for (const [kind, one] of Object.entries(both) as ['engine' | 'alone', Engine | undefined][]) {
          if (one) sides.push(await startEngineSide({ ...options, engine: one, kind, precision, network }));
        }
      }
    }
    const times = await interleave({ sides, ...options, onTurn: showTurn(options.rounds) });
    return {
      network: network.name,
      dataset: network.dataset,
      options,
      operations,
      peaks,
      clock: engines.find(({ measureClock }) => measureClock !== undefined)?.measureClock?.() ?? null,
      torch: pytorch?.version ?? null,
      torchIsa: pytorch === null ? null : torchIsa,
      engines: Object.fromEntries(engines.map(({ name, description, versions }) => [name, { description, versions }])),
      sides: compareSides({ times, batch: options.batch, operations, peaks }),
    };
  } finally {
    for (const side of sides) side.close();
    if (process.stderr.isTTY) process.stderr.write(clearedLine);
  }
};

/** Two operations a multiply-add; backward costs two forward passes: one for the data, one for the weights. */
const operationsOf = (network: Network, { batch, evaluation }: BenchOptions): number =>
  2 * countMultiplyAdds(network) * batch * (evaluation ? 1 : 3);

interface PeakOptions extends Pick<BenchOptions, 'threads'> {
  readonly precisions: readonly Precision[];
}

const measurePeaks = (engines: readonly MeasuringEngine[], { precisions, threads }: PeakOptions): Peaks => {
  const measure = engines.find(({ measurePeak }) => measurePeak !== undefined)?.measurePeak;
  const peaks = precisions.map(
    (precision) => [precision, precision === 'f64' ? null : (measure?.(precision, threads) ?? null)] as const,
  );
  return Object.fromEntries(peaks.filter(([, peak]) => peak !== null));
};

const clearedLine = '\r\x1b[K';

/** On a terminal, one line that says how far the benchmark is. */
const showTurn =
  (rounds: number): InterleaveOptions['onTurn'] =>
  ({ round, side }) => {
    if (!process.stderr.isTTY) return;
    const where = round === 0 ? 'warming up' : `round ${round} of ${rounds}`;
    process.stderr.write(`${clearedLine}${where}: ${side.name}`);
  };
