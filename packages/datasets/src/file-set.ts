/** Something fetched as it lies on disk: files of known size and content. */
export interface FileSet {
  /** What it is called in commands, and its folder in the cache directory. */
  readonly dataset: string;
  readonly title: string;
  /** The command that fetches it; `resnet data fetch` with its name where not given. */
  readonly command?: string;
  readonly files: readonly DataFile[];
}

/** A file set of images, some to train on and some to test on. */
export interface ImageFileSet extends FileSet {
  readonly training: readonly DataFile[];
  readonly test: readonly DataFile[];
}

/** A file of known size and content. */
export interface DataFile {
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

/** Where the files of a data set lie. */
export interface DataFolder extends Pick<FileSet, 'dataset' | 'command'> {
  readonly folder: string;
}

/** SHA-256 by file name. */
export type Checksums = Readonly<Record<string, string>>;

/** The command that fetches a file set. */
export const fetchCommand = ({ dataset, command }: Pick<FileSet, 'dataset' | 'command'>): string =>
  command ?? `resnet data fetch ${dataset}`;

/** A file set of training files and, after them, test files. */
export const imageFileSet = (set: Omit<ImageFileSet, 'files'>): ImageFileSet => ({
  ...set,
  files: [...set.training, ...set.test],
});

/** SHA-256 by file name, as published or recorded. */
export const checksumsOf = (files: readonly DataFile[]): Checksums =>
  Object.fromEntries(files.map(({ name, sha256 }) => [name, sha256]));
