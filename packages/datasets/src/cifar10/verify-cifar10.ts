import type { Checksums } from '../file-set.js';
import { verifyFiles } from '../verify-files.js';
import { cifar10Files, cifar10Folder } from './cifar10-files.js';

/**
 * SHA-256 by file name where all six files in the cache directory are whole; else a `DataFileError` for the first that
 * is not.
 */
export const verifyCifar10 = ({ cache }: { readonly cache: string }): Promise<Checksums> =>
  verifyFiles(cifar10Folder(cache), cifar10Files);
