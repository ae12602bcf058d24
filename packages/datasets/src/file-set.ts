/** A data set as it lies on disk: files of known size and content. */
export interface FileSet {
  /** What `resnet data fetch` calls it, and its folder in the cache directory. */
  readonly dataset: 'cifar10';
  readonly title: string;
  readonly training: readonly DataFile[];
  readonly test: readonly DataFile[];
}

export interface DataFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Where the files of a data set lie. */
export interface DataFolder {
  readonly folder: string;
  readonly dataset: FileSet['dataset'];
}

/** SHA-256 by file name. */
export type Checksums = Readonly<Record<string, string>>;

/** Every file of a set, the training files first. */
export const allFiles = ({ training, test }: FileSet): readonly DataFile[] => [...training, ...test];

/** SHA-256 by file name as published; what verified files are known to have. */
export const checksumsOf = (fileSet: FileSet): Checksums =>
  Object.fromEntries(allFiles(fileSet).map(({ name, sha256 }) => [name, sha256]));
