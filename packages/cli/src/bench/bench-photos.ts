import { join } from 'node:path';
import {
  cacheDirectory,
  createPhotoBatches,
  imagenetAugmentation,
  measurePhotoStages,
  openPhotoSet,
  photoStages,
  photoTransform,
  readPhotoStatistics,
  type PhotoBatchesOptions,
  type StageTimes,
} from '@resnet/datasets';
import type { Engine, Precision } from '@resnet/engine';
import { networkNamed } from '@resnet/models';
import { chooseEngine } from '../engines.js';
import { lookUp, UsageError } from '../errors.js';
import { textTable } from '../text-table.js';
import { lackingPrecision } from './bench-precisions.js';
import { interleave } from './interleave.js';
import { startPhotoSides } from './photo-sides.js';
import { measurePyTorchPhotos, type AllTogether, type PyTorchPhotos } from './photos-pytorch.js';
import { findPython, pytorchAdvice } from './pytorch.js';
import { median, medianRatio } from './statistics.js';

/** What `resnet bench --data` is asked to do. */
export interface BenchPhotosCommand {
  /** The name of a packed set. */
  readonly data: string;
  readonly cache?: string | undefined;
  readonly network: string;
  readonly batch: number;
  readonly threads: number;
  readonly workers: number;
  readonly precisions: readonly Precision[];
  readonly rounds: number;
  readonly iterations: number;
  readonly python?: string | undefined;
  readonly pytorch: boolean;
  readonly json: boolean;
}

/** How many photographs stages are measured on. */
const photographs = 512;

/** Everything `resnet bench --data` found. */
export interface PhotosReport {
  readonly data: string;
  readonly photographs: number;
  readonly workers: number;
  readonly stages: StageTimes;
  readonly all: AllTogether;
  readonly pytorch: PyTorchPhotos | null;
  readonly network: string;
  readonly batch: number;
  readonly threads: number;
  readonly iterations: readonly IterationTimes[];
}

export interface IterationTimes {
  readonly precision: Precision;
  /** Milliseconds of an iteration on a mini-batch that lies ready. */
  readonly prepared: number;
  /** The same on photographs that are read, decoded and augmented meanwhile. */
  readonly photographs: number;
  /** Of the second to the first, the median over the rounds. */
  readonly ratio: number;
}

/** Runs `resnet bench --data`: the stages, all of them together, PyTorch's, and whether they keep the engine busy. */
export const benchPhotos = async (command: BenchPhotosCommand): Promise<void> => {
  const { engine } = await chooseEngine('auto');
  const precisions = command.precisions.filter((one) => engine.precisions.includes(one));
  if (precisions.length === 0) throw new UsageError(lackingPrecision(engine, command.precisions));
  const photos = await openPhotos(command);
  const measured = Math.min(photographs, photos.set.count);
  const stages = await measurePhotoStages({ ...photos, photographs: measured });
  const all = await measureAll(photos, measured);
  const pytorch = await measurePyTorch(command, photos, measured);
  const { data, workers, network, batch, threads, json } = command;
  const found = { data, photographs: measured, workers, stages, all, pytorch, network, batch, threads };
  if (!json) console.log(formatStages(found));
  const report: PhotosReport = {
    ...found,
    iterations: await measureIterations({ ...command, engine, precisions }, photos),
  };
  console.log(json ? JSON.stringify(report, null, 2) : formatIterations(report));
};

const openPhotos = async (command: BenchPhotosCommand): Promise<PhotoBatchesOptions> => {
  const folder = join(command.cache ?? cacheDirectory(), command.data);
  const set = await openPhotoSet({ folder, split: 'train' });
  const statistics = await readPhotoStatistics(folder);
  const { input } = lookUp(() => networkNamed(command.network));
  const augmentation = { ...imagenetAugmentation, cropSize: input.height };
  const transform = photoTransform({ statistics, mean: 'per-pixel', inputScale: 'constant', cropSize: input.height });
  return { set, transform, augmentation, batchSize: command.batch, seed: 1, workers: command.workers };
};

/** Wall and processor time of mini-batches with workers, once these have warmed up. */
const measureAll = async (photos: PhotoBatchesOptions, measured: number): Promise<AllTogether> => {
  const batches = createPhotoBatches(photos);
  try {
    const count = Math.max(Math.floor(measured / photos.batchSize), 1);
    const make = async (iteration: number) => {
      const { images } = await batches.batch(iteration);
      batches.recycle(images);
    };
    for (let iteration = 0; iteration < count; iteration++) await make(iteration);
    const [start, before] = [performance.now(), process.cpuUsage()];
    for (let iteration = count; iteration < 2 * count; iteration++) await make(iteration);
    const { user, system } = process.cpuUsage(before);
    const images = count * photos.batchSize;
    const imagesPerSecond = (images * 1e3) / (performance.now() - start);
    return { imagesPerSecond, cpuMilliseconds: (user + system) / 1e3 / images };
  } finally {
    await batches.close();
  }
};

const measurePyTorch = async (
  command: BenchPhotosCommand,
  photos: PhotoBatchesOptions,
  measured: number,
): Promise<PyTorchPhotos | null> => {
  if (!command.pytorch) return null;
  const python = await findPython(command.python);
  if (python === null) {
    console.error(pytorchAdvice);
    return null;
  }
  const stride = Math.floor(photos.set.count / measured);
  const indices = Array.from({ length: measured }, (_, at) => at * stride);
  return measurePyTorchPhotos({ python, photos, indices, workers: command.workers });
};

const measureIterations = async (
  { network: name, engine, precisions, threads, rounds, iterations }: BenchPhotosCommand & { readonly engine: Engine },
  photos: PhotoBatchesOptions,
): Promise<IterationTimes[]> => {
  const network = lookUp(() => networkNamed(name));
  const found: IterationTimes[] = [];
  for (const precision of precisions) {
    const sides = await startPhotoSides({ engine, precision, network, threads, photos });
    const [prepared, shown] = sides;
    try {
      const times = await interleave({ sides, rounds, iterations, onTurn: () => undefined });
      const [a = [], b = []] = [times.get(prepared), times.get(shown)];
      found.push({ precision, prepared: median(a) * 1e3, photographs: median(b) * 1e3, ratio: medianRatio(b, a) });
    } finally {
      for (const side of sides) side.close();
    }
  }
  return found;
};

/** The stages, for people. */
export const formatStages = (report: Omit<PhotosReport, 'iterations'>): string => {
  const { data, photographs, workers, stages, all, pytorch, batch } = report;
  const columns = [
    { head: 'images/s of one core' },
    { head: 'ours', align: 'right' },
    { head: 'PyTorch', align: 'right' },
  ] as const;
  const perCore = (milliseconds: number | undefined) => (milliseconds ? (1e3 / milliseconds).toFixed(0) : '');
  const rows = photoStages.map((stage) => [stage, perCore(stages[stage]), perCore(pytorch?.stages[stage])]);
  const together = ['all together', perCore(all.cpuMilliseconds), perCore(pytorch?.all.cpuMilliseconds)];
  const wall = (one: AllTogether | undefined) => one?.imagesPerSecond.toFixed(0) ?? '';
  const byClock = [`by the clock, ${workers} workers`, wall(all), wall(pytorch?.all)];
  return [
    `${data}: ${photographs} photographs, mini-batches of ${batch}; processor time of each stage`,
    ...(pytorch === null
      ? []
      : [
          Object.entries(pytorch.versions)
            .map((pair) => pair.join(' '))
            .join(', '),
        ]),
    '',
    `${textTable(columns, [...rows, together, byClock])}\n`,
  ].join('\n');
};

/** Whether photographs keep an engine busy, for people. */
export const formatIterations = ({ network, threads, iterations }: Omit<PhotosReport, 'stages' | 'all'>): string =>
  iterations
    .map(
      ({ precision, prepared, photographs, ratio }) =>
        `${network} ${precision}, ${threads} threads: an iteration takes ${photographs.toFixed(0)} ms on photographs, ` +
        `${prepared.toFixed(0)} on prepared crops: ${ratio.toFixed(3)} of the time`,
    )
    .join('\n');
