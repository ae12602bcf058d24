import { describe, expect, it } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeDurably } from '@resnet/files';
import { describeSystemError } from './describe-system-error.js';

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => new Error('did not fail'),
    (error: unknown) => error as Error,
  );

describe('an error of the system', () => {
  it('is told in words, with its path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'system-'));
    const file = join(folder, 'file');
    await writeFile(file, '');
    const told = async (work: Promise<unknown>) => describeSystemError(await failure(work));
    expect(await told(readdir(join(folder, 'none')))).toBe(
      `cannot list ${join(folder, 'none')}: there is no such file or folder`,
    );
    expect(await told(mkdir(join(file, 'inside')))).toBe(
      `cannot make the folder ${join(file, 'inside')}: what should be a folder on the way to it is a file`,
    );
    expect(await told(writeFile(folder, ''))).toBe(`cannot open ${folder}: it is a folder`);
    const beside = join(folder, 'none/page.html');
    expect(await told(writeDurably(beside, ''))).toBe(`cannot open ${beside}: there is no such file or folder`);
    await rm(folder, { recursive: true });
  });

  it.each([
    ['ENOSPC', 'cannot write /runs/training.csv: no space is left on the disk'],
    ['EFBIG', 'cannot write /runs/training.csv: files may not become that large here (see `ulimit -f`)'],
    ['EROFS', 'cannot write /runs/training.csv: the disk is read-only'],
  ])('%s is a sentence', (code, sentence) => {
    const error = Object.assign(new Error(`${code}: raw, write`), {
      code,
      syscall: 'write',
      path: '/runs/training.csv',
    });
    expect(describeSystemError(error)).toBe(sentence);
  });

  it('is told from others', async () => {
    expect(describeSystemError(new Error('no data'))).toBeNull();
    expect(describeSystemError(Object.assign(new Error('x'), { code: 'ERR_MODULE_NOT_FOUND' }))).toBeNull();
    expect(await failure(readFile(join(tmpdir(), 'none')))).toHaveProperty('syscall');
  });
});
