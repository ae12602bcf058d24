import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { nullIfMissing, writeDurably } from '@resnet/files';
import type { EvaluationResult } from '@resnet/training';
import { stringify } from 'csv-stringify/sync';
import { checkWritable } from '../check-writable.js';
import { UsageError } from '../errors.js';

/** The results of one protocol. */
export interface ProtocolResults {
  readonly protocol: string;
  readonly results: readonly EvaluationResult[];
}

/** Of the likeliest classes. */
const places = [1, 2, 3, 4, 5];

const columns = [
  ...['network', 'protocol', 'image', 'label', 'rank'],
  ...places.flatMap((place) => [`class${place}`, `log_probability${place}`]),
];

/**
 * Makes the folder of a file of predictions and sees that it can be written, before an evaluation that may take hours.
 * Rejects with a `UsageError` for a folder, and with the system's error where nothing may be written.
 */
export const preparePredictions = async (file: string): Promise<void> => {
  const folder = dirname(file);
  await checkWritable(folder);
  await mkdir(folder, { recursive: true });
  if (file.endsWith('/') || (await stat(file).catch(nullIfMissing))?.isDirectory() === true) {
    throw new UsageError(`expected a file for --predictions, got a folder, ${file}`);
  }
};

/**
 * Writes a CSV file of what each network says of each image: the place of its class, and the five likeliest classes. Cells of
 * places that fewer classes do not fill are empty.
 */
export const writePredictions = (file: string, evaluated: readonly ProtocolResults[]): Promise<void> => {
  const rows = evaluated.flatMap(({ protocol, results }) =>
    results.flatMap(({ name, predictions }) =>
      predictions.map(({ key, label, rank, top5, logProbabilities }) => [
        ...[name, protocol, key, label, rank],
        ...places.flatMap((place) => [top5[place - 1] ?? null, logProbabilities[place - 1]?.toFixed(6) ?? null]),
      ]),
    ),
  );
  return writeDurably(file, stringify([columns, ...rows]));
};
