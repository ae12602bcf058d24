import { describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { checkWritable, writingTo } from './check-writable.js';

describe('a folder that is to be written', () => {
  const root = temporaryFolder();

  it('may be missing, with folders above it', async () => {
    await checkWritable(root);
    await checkWritable(join(root, 'to', 'be', 'made'));
  });

  it('is refused by the system where a file is in the way', async () => {
    await writeFile(join(root, 'file'), '');
    await expect(checkWritable(join(root, 'file', 'runs'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('need not be written where nothing is missing in it', async () => {
    await writeFile(join(root, 'file'), '');
    const folder = join(root, 'file', 'cache');
    expect(await writingTo(folder, () => Promise.resolve('whole'))).toBe('whole');
    const missing = () => Promise.reject(new Error('something is missing'));
    await expect(writingTo(folder, missing)).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(writingTo(root, missing)).rejects.toThrow('something is missing');
  });
});
