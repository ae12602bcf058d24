import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@resnet/files';
import { DataFileError } from './data-file-error.js';
import type { DataFile, DataFolder } from './file-set.js';

/** Reads a file into `destination`, of the file's expected size; a `DataFileError` where it is missing or has another size. */
export async function readDataFile(place: DataFolder, file: DataFile, destination: Uint8Array): Promise<void> {
  const handle = await open(join(place.folder, file.name)).catch((error: unknown) => {
    // Where a file lies in the way of the folder, fetching again would fail too: the system's error says it.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new DataFileError(place, file.name, `expected ${file.bytes} bytes, found no file`);
  });
  try {
    const { size } = await handle.stat();
    if (size !== file.bytes) {
      throw new DataFileError(place, file.name, `expected ${file.bytes} bytes, found ${size}`);
    }
    for (let read = 0; read < size;) {
      const { bytesRead } = await handle.read(destination, read, size - read, read);
      if (bytesRead === 0) throw new DataFileError(place, file.name, `expected ${size} bytes, found ${read}`);
      read += bytesRead;
    }
  } finally {
    await handle.close();
  }
}

/** A `DataFileError` where the content is not what was published. */
export function checkContent(place: DataFolder, file: DataFile, content: Uint8Array): void {
  const found = sha256(content);
  if (found !== file.sha256) {
    throw new DataFileError(place, file.name, `expected SHA-256 ${file.sha256}, found ${found}`);
  }
}
