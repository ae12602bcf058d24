import { join } from 'node:path';
import { cacheDirectory, fetchCifar10, isPackedSet, type FetchProgress } from '@resnet/datasets';
import { writingTo } from '../check-writable.js';
import { formatBytes } from '../format.js';
import type { FetchedSet } from './fetched-sets.js';
import { showWork } from './show-work.js';
import { verifyData, type DataCommand } from './verify-data.js';

/** Downloads what is missing, packs it where it is a set of pictures, and verifies it. */
export const fetchData = async (command: DataCommand & { readonly dataset: FetchedSet }): Promise<void> => {
  const cache = command.cache ?? cacheDirectory();
  const log = (line: string): void => console.error(line);
  if (command.dataset === 'cifar10') await writingTo(cache, () => fetchCifar10({ cache, log }));
  else if (!(await isPackedSet(join(cache, command.dataset)))) {
    return writingTo(cache, () => fetchAndPack(command, cache));
  }
  await verifyData(command);
};

const fetchAndPack = async ({ dataset, json }: DataCommand, cache: string): Promise<void> => {
  const { fetchImagenette } = await import('@resnet/datasets/pack');
  const { packData } = await import('./pack-data.js');
  const display = showWork(dataset);
  const onProgress = ({ receivedBytes, totalBytes }: FetchProgress): void => {
    const of = totalBytes === null ? '' : ` of ${formatBytes(totalBytes)}`;
    const share = totalBytes === null ? 0 : receivedBytes / totalBytes;
    display.update({ share, details: `${formatBytes(receivedBytes)}${of}` });
  };
  try {
    const from = await fetchImagenette({ cache, log: (line) => console.error(line), onProgress });
    display.stop();
    await packData({ name: dataset, from, cache, ...(json && { json }) });
  } finally {
    display.stop();
  }
};
