import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { networkNamed } from '@resnet/models';
import { readRunRecord } from '@resnet/run-log';
import { memberOf } from '../experiment/index.js';
import { cifarRecipe } from '../recipe/index.js';
import { differencesFromMember, type MemberToday } from './differences-from-member.js';

const folder = join(import.meta.dirname, '../../../run-log/src/version-1/plain-20');
const record = (await readRunRecord(folder))!;
const differences = (today: Partial<MemberToday> = {}, there = record) => {
  const member = memberOf({ network: networkNamed('plain-20'), recipe: cifarRecipe });
  return differencesFromMember(there, { member, checksums: there.dataset.checksums, precision: 'bf16', ...today });
};

test('a run of version 1 is what its member would be trained with today', () => {
  expect(differences()).toEqual([]);
  expect(differences({ checksums: null })).toEqual([]);
});

test('another precision, data set, recipe or network makes another run', () => {
  const member = memberOf({ network: networkNamed('plain-20'), recipe: { ...cifarRecipe, nesterov: true } });
  const deeper = memberOf({ network: networkNamed('plain-56'), recipe: cifarRecipe });
  expect(differences({ precision: 'f32' })).toEqual(['precision: "bf16" there, "f32" now']);
  expect(differences({ checksums: {} })[0]).toMatch(/^data\..* there, nothing now$/);
  expect(differences({ member })).toEqual(['recipe.nesterov: false there, true now']);
  expect(differences({ member: deeper })[0]).toBe('network.name: "plain-20" there, "plain-56" now');
});

test('a record of a network that there is none of is another run', () => {
  const there = { ...record, network: { ...record.network, depth: 21 } };
  expect(differences({}, there)).toEqual([expect.stringMatching(/^network: .*21/)]);
});
