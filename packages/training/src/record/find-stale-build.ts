import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@resnet/files';

/** What tsc notes of a build, as far as it is read here. */
interface BuildInfo {
  /** Relative to the folder of the build. */
  readonly fileNames: readonly string[];
  /** By the same index: the SHA-256 of the file that was compiled. */
  readonly fileInfos: readonly (string | { readonly version: string })[];
  /** Files that were looked at since, without being compiled. */
  readonly affectedFilesPendingEmit?: unknown;
}

/**
 * The first package of a suite whose `dist` was not built from the sources that are there, by its folder; `null` where all
 * were. One without a note of tsc, or with a note of another form, is not looked at.
 */
export const findStaleBuild = async (suite: string): Promise<string | null> => {
  const names = await readdir(join(suite, 'packages')).catch(() => []);
  for (const folder of [...names.map((name) => `packages/${name}`), 'experiments']) {
    if (await isStale(join(suite, folder, 'dist')).catch(() => false)) return folder;
  }
  return null;
};

const isStale = async (dist: string): Promise<boolean> => {
  const note = await readFile(join(dist, 'tsconfig.lib.tsbuildinfo'), 'utf8');
  const { fileNames, fileInfos, affectedFilesPendingEmit } = JSON.parse(note) as BuildInfo;
  if (affectedFilesPendingEmit !== undefined) return true;
  for (const [index, name] of fileNames.entries()) {
    const info = fileInfos[index];
    const compiled = typeof info === 'string' ? info : info?.version;
    if (!name.startsWith('../src/') || !/^[0-9a-f]{64}$/.test(compiled ?? '')) continue;
    const source = await readFile(join(dist, name)).catch(() => '');
    if (sha256(source) !== compiled) return true;
  }
  return false;
};
