import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { nullIfMissing } from '@resnet/files';
import { recordFile } from '../photo-set-record.js';

/** What packing writes, whole or not. */
const packed =
  /^((train|validation)(-\d{6}\.tar|\.index)|statistics\.json|mean-image\.f32|dataset\.json|packing)(\.([0-9a-f]{8}\.)?new)?$/;

/**
 * Removes a packed set, or what an interrupted pack left, and nothing else that lies in its folder; `dataset.json` goes
 * first.
 */
export const removePhotoSet = async (folder: string): Promise<void> => {
  await rm(join(folder, recordFile), { force: true });
  const names = await readdir(folder).catch(nullIfMissing);
  for (const name of names ?? []) if (packed.test(name)) await rm(join(folder, name), { recursive: true, force: true });
};
