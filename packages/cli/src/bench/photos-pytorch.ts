import { fileURLToPath } from 'node:url';
import type { PhotoBatchesOptions, StageTimes } from '@resnet/datasets';
import { startPython } from './python-child.js';

const script = fileURLToPath(new URL('../../bench/photos.py', import.meta.url));

/** What PyTorch's data loader, torchvision and Pillow take for the same work. */
export interface PyTorchPhotos {
  readonly versions: Readonly<Record<string, string>>;
  readonly stages: StageTimes;
  readonly all: AllTogether;
}

/** All stages at once, with workers. */
export interface AllTogether {
  readonly imagesPerSecond: number;
  /** Milliseconds of processor time a photograph, of all threads and processes. */
  readonly cpuMilliseconds: number;
}

export interface PyTorchPhotosOptions extends Required<Pick<PhotoBatchesOptions, 'workers'>> {
  readonly python: string;
  readonly photos: Pick<PhotoBatchesOptions, 'set' | 'transform' | 'augmentation' | 'batchSize'>;
  /** Photographs to show, by index. */
  readonly indices: readonly number[];
}

/** Runs it; rejects with what Python complained of, as where it has no torchvision. */
export const measurePyTorchPhotos = async (options: PyTorchPhotosOptions): Promise<PyTorchPhotos> => {
  const child = startPython({ python: options.python, script });
  child.ask(requestOf(options));
  // It reads to the end before it begins.
  child.close();
  return (await child.nextAnswer()) as PyTorchPhotos;
};

const requestOf = ({ photos, indices, workers }: PyTorchPhotosOptions) => {
  const { set, transform, augmentation, batchSize } = photos;
  return {
    photos: indices.map((index) => {
      const { shard, offset, length } = set.images.at(index);
      return { path: set.shards[shard], offset, length };
    }),
    ...{ batch: batchSize, workers, ...augmentation.shorterSide, crop: augmentation.cropSize },
    ...{ mean: [...transform.mean], divisor: transform.divisor },
    ...(transform.principalComponents ?? { eigenvalues: [0, 0, 0], eigenvectors: Array(3).fill([0, 0, 0]) }),
  };
};
