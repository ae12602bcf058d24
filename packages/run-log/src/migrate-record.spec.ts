import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseRunRecord } from './parse-run-record.js';
import { findRuns } from './find-runs.js';
import { runFolder } from './run-folder.js';
import { newRecord } from './run-record.fixture.js';

/** What version 1 wrote: no member, and a network without its layers. */
const versionOne = {
  ...newRecord,
  schemaVersion: 1,
  member: undefined,
  network: { ...newRecord.network, definition: undefined },
};

const parse = (record: unknown) => parseRunRecord(JSON.stringify(record, null, 2), 'run.json');

describe('a record of version 1', () => {
  test('is read as one of a member that is named as its network', () => {
    expect(parse(versionOne)).toEqual({
      ...newRecord,
      network: { ...newRecord.network, definition: null },
    });
  });

  test.each(['plain-20', 'resnet-56'])('is read as the suite wrote it then: %s', async (name) => {
    const text = await readFile(join(import.meta.dirname, 'version-1', name, 'run.json'), 'utf8');
    expect(text).toContain('"schemaVersion": 1');
    const record = parseRunRecord(text, 'run.json');
    expect(record).toMatchObject({ schemaVersion: newRecord.schemaVersion, member: name, state: 'finished' });
    expect(record.recipe).toMatchObject({ schedule: { kind: 'drops', warmUp: null } });
  });

  test('is still checked', () => {
    expect(() => parse({ ...versionOne, network: { ...versionOne.network, name: 20 } })).toThrow(
      'expected a string at network.name, found 20',
    );
    expect(() => parse({ ...versionOne, network: 'plain-20' })).toThrow('expected an object at network');
  });
});

test('a record of version 2 has a schedule that drops at fixed iterations, without a warm-up where it says nothing of one', () => {
  const { iterations, rate } = { iterations: 1000, rate: 0.1 };
  const schedule = { iterations, rate, drops: [{ at: 500, factor: 0.1 }] };
  const recipe = { ...newRecord.recipe, schedule };
  expect(parse({ ...newRecord, schemaVersion: 2, recipe }).recipe).toEqual({
    ...recipe,
    schedule: { kind: 'drops', warmUp: null, ...schedule },
  });
});

test('a version that is not known is refused with those that are', () => {
  expect(() => parse({ ...newRecord, schemaVersion: 4 })).toThrow('expected one of 1, 2, 3 at schemaVersion, found 4');
});

test('the committed runs are read, and lie where their keys say', async () => {
  const results = join(import.meta.dirname, '../../../results');
  const { runs } = await findRuns(results);
  expect(runs.map(({ record }) => record.member)).toEqual(
    expect.arrayContaining(['plain-20', 'plain-56', 'resnet-20', 'resnet-56']),
  );
  expect(runs.map(({ folder }) => folder)).toEqual(runs.map(({ record }) => runFolder(results, record)));
});
