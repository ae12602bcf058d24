import { open } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { namingPath } from './naming-path.js';
import { writeSynced } from './write-durably.js';

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('a full disk is an error that names the file that was written', async () => {
  const file = await open('/dev/full', 'w');
  const written = namingPath('/runs/training.csv', () => file.appendFile('3,0.1\n'));
  await expect(written).rejects.toMatchObject({ code: 'ENOSPC', path: '/runs/training.csv' });
  await file.close();
  await expect(writeSynced('/dev/full', 'content')).rejects.toMatchObject({ code: 'ENOSPC', path: '/dev/full' });
});

test('an error that names its file keeps the name, and one of the program gets none', async () => {
  const opened = namingPath('/runs/training.csv', () => open('/none/such', 'r'));
  await expect(opened).rejects.toMatchObject({ path: '/none/such' });
  const bug = namingPath('/runs/training.csv', () => Promise.reject(new TypeError('a bug')));
  await expect(bug).rejects.not.toHaveProperty('path');
});
