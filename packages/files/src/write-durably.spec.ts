import { open } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { syncFolder } from './write-durably.js';

/** A file system that answers EINVAL to the sync of a folder, as network file systems do; on Linux only. */
const unsyncable = '/proc';

describe('syncFolder', () => {
  (process.platform === 'linux' ? test : test.skip)('does without where a file system cannot do it', async () => {
    const folder = await open(unsyncable, 'r');
    await expect(folder.sync()).rejects.toThrow('EINVAL');
    await folder.close();
    await expect(syncFolder(unsyncable)).resolves.toBeUndefined();
  });

  test('says where there is no such folder', async () => {
    await expect(syncFolder('/no/such/folder')).rejects.toThrow('ENOENT');
  });
});
