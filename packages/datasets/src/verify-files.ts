import { checksumsOf, type Checksums, type FileSet } from './file-set.js';
import { checkContent, readDataFile } from './read-data-file.js';

/** Reads every file of a set; the checksums where all are whole, else a `DataFileError` for the first that is not. */
export async function verifyFiles(folder: string, fileSet: FileSet): Promise<Checksums> {
  const { dataset, command, files } = fileSet;
  const place = { folder, dataset, ...(command !== undefined && { command }) };
  const buffer = new Uint8Array(Math.max(...files.map(({ bytes }) => bytes)));
  for (const file of files) {
    const content = buffer.subarray(0, file.bytes);
    await readDataFile(place, file, content);
    checkContent(place, file, content);
  }
  return checksumsOf(files);
}
