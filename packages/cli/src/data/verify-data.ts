import { join } from 'node:path';
import { cacheDirectory, verifyCifar10, type Checksums } from '@resnet/datasets';
import { formatBytes, formatSeconds } from '../format.js';
import { packedFolder } from '../load-data.js';
import { showWork } from './show-work.js';
import { withSignals } from './with-signals.js';

export interface DataCommand {
  readonly dataset: string;
  readonly cache?: string;
  readonly json?: true;
}

/** Checks every file of a set in the cache directory against its SHA-256. */
export const verifyData = async ({ dataset, json, ...options }: DataCommand): Promise<void> => {
  const cache = options.cache ?? cacheDirectory();
  const checksums = dataset === 'cifar10' ? await verifyCifar10({ cache }) : await verifyPhotos(dataset, cache);
  console.log(
    json
      ? JSON.stringify({ dataset, cache, checksums }, null, 2)
      : `${placeOf(dataset, cache)}: all ${Object.keys(checksums).length} files are whole`,
  );
};

/** `imagenette in /home/me/.cache/resnet-reproduction`; a path as it is. */
const placeOf = (dataset: string, cache: string): string => {
  const folder = packedFolder(dataset, cache);
  return folder === join(cache, dataset) ? `${dataset} in ${cache}` : folder;
};

const verifyPhotos = async (dataset: string, cache: string): Promise<Checksums> => {
  const { verifyPhotoSet } = await import('@resnet/datasets/pack');
  const display = showWork(dataset);
  const began = performance.now();
  const onProgress = (read: number, total: number): void => {
    const seconds = (performance.now() - began) / 1000;
    const rate = `${formatBytes(read / Math.max(seconds, 1e-3))}/s`;
    const left = formatSeconds((seconds * (total - read)) / read);
    display.update({
      share: read / total,
      details: `${formatBytes(read)} of ${formatBytes(total)}, ${rate}, ${left} left`,
    });
  };
  try {
    return await withSignals('not verified to the end', (signal) =>
      verifyPhotoSet({ folder: packedFolder(dataset, cache), signal, onProgress }),
    );
  } finally {
    display.stop();
  }
};
