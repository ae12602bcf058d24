import { chmod, cp, mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { findRuns } from './find-runs.js';
import { RunLog } from './run-log.js';
import { runFolder } from './run-folder.js';
import { newRecord } from './run-record.fixture.js';

const root = temporaryFolder();

const createRun = async (seed: number): Promise<string> => {
  const record = { ...newRecord, seed };
  const folder = runFolder(root, record);
  await (await RunLog.create({ folder, confirm: () => Promise.resolve() }, record)).close();
  return folder;
};

const foundFolders = async () => (await findRuns(root)).runs.map(({ folder }) => folder);

describe('findRuns', () => {
  test('finds every run below a folder, by path', async () => {
    const folders = [await createRun(2), await createRun(1)];
    expect(await findRuns(root)).toMatchObject({
      runs: [{ folder: folders[1] }, { folder: folders[0] }],
      unreadable: [],
      warnings: [],
    });
  });

  test('says where there is no such folder', async () => {
    const folder = join(root, 'nowhere');
    const unreadable = [{ folder, error: { code: 'ENOENT', path: folder } }];
    expect(await findRuns(folder)).toMatchObject({ runs: [], unreadable, warnings: [] });
  });

  test.each([
    ['a stray run.json', '{}', 'expected one of 1, 2, 3 at schemaVersion, found nothing'],
    ['a run.json that was cut', '{"schemaVersion": 1,', 'expected JSON'],
  ])('lists %s as unreadable, with the reason, and the others as they are', async (_, text, reason) => {
    const [good, bad] = [await createRun(1), await createRun(2)];
    await writeFile(join(bad, 'run.json'), text);
    const { runs, unreadable } = await findRuns(root);
    expect(runs.map(({ folder }) => folder)).toEqual([good]);
    expect(unreadable).toMatchObject([{ folder: bad, error: { name: 'MalformedFileError' } }]);
    expect(unreadable[0]?.error.message).toContain(reason);
  });

  test('lists a run whose log is broken in the middle as unreadable', async () => {
    const [good, bad] = [await createRun(1), await createRun(2)];
    await writeFile(join(bad, 'training.csv'), 'iteration,epoch,rate,loss,error\noops\n20,0,0,0,0\n');
    const { runs, unreadable } = await findRuns(root);
    expect(runs.map(({ folder }) => folder)).toEqual([good]);
    expect(unreadable).toMatchObject([{ folder: bad }]);
  });

  test('passes on what was read over', async () => {
    const folder = await createRun(1);
    await writeFile(join(folder, 'training.csv'), '');
    await rm(join(folder, 'timing.csv'));
    expect((await findRuns(root)).warnings).toEqual([expect.stringContaining('timing.csv is missing')]);
  });

  // Root reads everything.
  const asUser = process.getuid?.() === 0 ? test.skip : test;
  asUser('lists a folder that it may not read as unreadable', async () => {
    const good = await createRun(1);
    const lost = join(root, 'lost+found');
    await mkdir(lost, { mode: 0 });
    const { runs, unreadable } = await findRuns(root);
    await chmod(lost, 0o700);
    expect(runs.map(({ folder }) => folder)).toEqual([good]);
    expect(unreadable).toMatchObject([{ folder: lost, error: { code: 'EACCES', path: lost } }]);
  });

  test('lists a link to itself as unreadable', async () => {
    const folder = join(root, 'itself');
    await symlink(folder, folder);
    expect((await findRuns(root)).unreadable).toMatchObject([{ folder, error: { code: 'ELOOP', path: folder } }]);
  });

  test('lists a file in place of the folder as unreadable', async () => {
    const file = join(root, 'file');
    await writeFile(file, '');
    expect((await findRuns(file)).unreadable).toMatchObject([{ folder: file, error: { code: 'ENOTDIR', path: file } }]);
  });

  test('finds a run through a symbolic link', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'elsewhere-'));
    const folder = await createRun(1);
    await rename(folder, join(elsewhere, 'moved'));
    await symlink(join(elsewhere, 'moved'), folder);
    expect(await foundFolders()).toEqual([folder]);
    await rm(elsewhere, { recursive: true });
  });

  test('finds each run once, in its own place, whatever links lead to it', async () => {
    const folder = await createRun(1);
    await symlink(folder, join(root, 'a-link'));
    await symlink(root, join(root, 'cifar10', 'a-circle'));
    await symlink(join(root, 'nothing'), join(root, 'a-dangling-link'));
    expect(await findRuns(root)).toMatchObject({ runs: [{ folder }], unreadable: [], warnings: [] });
  });

  test('leaves out a copy of a run, and says so', async () => {
    const folder = await createRun(1);
    const copy = `${folder} (copy)`;
    await cp(folder, copy, { recursive: true });
    const { runs, warnings } = await findRuns(root);
    expect(runs.map((run) => run.folder)).toEqual([folder]);
    expect(warnings).toEqual([`${copy} is a copy of ${folder}: it is left out`]);
  });

  test('does not search what is hidden', async () => {
    const folder = await createRun(1);
    await cp(folder, join(root, '.snapshot/hourly'), { recursive: true });
    expect(await findRuns(root)).toMatchObject({ runs: [{ folder }], warnings: [] });
  });
});
