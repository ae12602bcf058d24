import pacote from 'pacote';
import { npmSettings } from './npm-settings.js';
import { saveStream } from './save-stream.js';
import type { ByteCounter } from './source.js';

/** A published version of a package: the one with this content, or none. */
export interface PinnedPackage {
  readonly specifier: string;
  readonly integrity: string;
  readonly bytes: number;
}

export interface TarballDownload {
  /** Where the tarball goes. */
  readonly file: string;
  /** An npm registry; the one npm is configured for where not given. */
  readonly registry?: string | undefined;
  readonly onBytes: ByteCounter;
}

/** Downloads the tarball of a package, and nothing that it depends on; rejects where it has another integrity. */
export async function downloadTarball(
  { specifier, integrity, bytes }: PinnedPackage,
  { file, registry, onBytes }: TarballDownload,
): Promise<void> {
  const settings = registry === undefined ? await npmSettings() : { registry };
  const save = (stream: AsyncIterable<Uint8Array>) => saveStream(stream, file, (received) => onBytes(received, bytes));
  // Without a cache of pacote's own: that is written beside, and an error there is one that nobody can catch.
  await pacote.tarball.stream(specifier, save, { ...settings, integrity });
}
