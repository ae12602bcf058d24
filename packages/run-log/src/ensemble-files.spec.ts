import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import type { EnsembleEvaluation, EnsembleMember } from './ensemble.js';
import {
  appendToEnsemble,
  checkEnsemble,
  ensembleFile,
  findEnsembles,
  type EnsembleIdentity,
} from './ensemble-files.js';

const root = temporaryFolder();

const runOf = (member: string, seed = 1): Extract<EnsembleMember, { kind: 'run' }> => ({
  kind: 'run',
  ...{ experiment: 'imagenet/table-3', member, budget: 'paper', seed },
  ...{ iteration: 600_000, precision: 'bf16', startedAt: '2026-11-24T10:00:00.000Z' },
});
const identity: EnsembleIdentity = {
  schemaVersion: 1,
  name: 'three',
  members: [
    runOf('resnet-34-B'),
    runOf('resnet-50'),
    { kind: 'network', name: 'authors-resnet-50', parameters: 'ab12' },
  ],
  dataset: { name: 'imagenet', split: 'validation', images: 50_000, checksums: { 'validation.index': 'cee9' } },
  classes: 1000,
};
const errors = (top1Error: number, top5Error: number) => ({ loss: top1Error / 25, top1Error, top5Error });
const multiScale: EnsembleEvaluation = {
  protocol: 'multi-scale',
  ...errors(18.5, 4.1),
  members: [errors(21.84, 5.71), errors(20.74, 5.25), errors(22.9, 6.7)],
  engine: { name: 'onednn', precision: 'f32' },
  at: '2026-11-25T10:00:00.000Z',
};
const tenCrop: EnsembleEvaluation = { ...multiScale, protocol: '10-crop' };

describe('the record of an ensemble', () => {
  test('is found again with every protocol that was added', async () => {
    const file = await appendToEnsemble(root, identity, multiScale);
    await appendToEnsemble(root, identity, tenCrop);
    expect(file).toBe(join(root, 'ensembles/three.json'));
    expect(await findEnsembles(root)).toEqual({
      ensembles: [{ ...identity, evaluations: [multiScale, tenCrop] }],
      unreadable: [],
    });
    expect(await readdir(join(root, 'ensembles'))).toEqual(['three.json']);
  });

  test('takes evaluations that end at the same time, one after the other', async () => {
    const added = [multiScale, tenCrop, { ...multiScale, protocol: 'center-crop' as const }];
    await Promise.all(added.map((evaluation) => appendToEnsemble(root, identity, evaluation)));
    const { ensembles } = await findEnsembles(root);
    expect(new Set(ensembles[0]?.evaluations.map(({ protocol }) => protocol))).toEqual(
      new Set(added.map(({ protocol }) => protocol)),
    );
    expect(await readdir(join(root, 'ensembles'))).toEqual(['three.json']);
  });

  test('is none below a folder without one', async () => {
    expect(await findEnsembles(root)).toEqual({ ensembles: [], unreadable: [] });
  });

  test('never has a protocol replaced, nor takes what is of another ensemble or set', async () => {
    await appendToEnsemble(root, identity, multiScale);
    const before = await readFile(ensembleFile(root, 'three'), 'utf8');
    const refused = (change: Partial<EnsembleIdentity>, evaluation: EnsembleEvaluation = tenCrop) =>
      expect(appendToEnsemble(root, { ...identity, ...change }, evaluation)).rejects;
    await refused({}, multiScale).toThrow('found one: rows are never replaced');
    await refused({ members: [runOf('resnet-50'), runOf('resnet-34-B')] }).toThrow('with other members');
    await refused({ dataset: { ...identity.dataset, images: 100 } }).toThrow('with other dataset');
    await expect(checkEnsemble(root, identity, ['10-crop', 'multi-scale'])).rejects.toThrow('multi-scale');
    expect(await checkEnsemble(root, identity, ['10-crop'])).toEqual([multiScale]);
    expect(await readFile(ensembleFile(root, 'three'), 'utf8')).toBe(before);
  });

  test('is not written where no reader would take it', async () => {
    const loss = { ...multiScale, loss: NaN };
    await expect(appendToEnsemble(root, identity, loss)).rejects.toThrow(
      'expected a finite number at evaluations.0.loss',
    );
    expect(await findEnsembles(root)).toEqual({ ensembles: [], unreadable: [] });
    expect(() => ensembleFile(root, '../three')).toThrow('an ensemble is named by letters, digits');
  });
});

test('a file that the system does not read is named', async () => {
  await mkdir(ensembleFile(root, 'folder'), { recursive: true });
  const { ensembles, unreadable } = await findEnsembles(root);
  expect(ensembles).toEqual([]);
  expect(unreadable).toMatchObject([{ code: 'EISDIR', path: ensembleFile(root, 'folder') }]);
});

describe('a broken record', () => {
  const record = { ...identity, evaluations: [multiScale] };
  const messageOf = async (text: string): Promise<string> => {
    await rm(join(root, 'ensembles'), { recursive: true, force: true });
    await appendToEnsemble(root, { ...identity, name: 'whole' }, multiScale);
    await writeFile(ensembleFile(root, 'three'), text);
    const { ensembles, unreadable } = await findEnsembles(root);
    expect(ensembles.map(({ name }) => name)).toEqual(['whole']);
    expect(unreadable).toHaveLength(1);
    const message = unreadable[0]?.message ?? '';
    expect(message).toContain(ensembleFile(root, 'three'));
    return message;
  };
  const json = (change: object): string => JSON.stringify({ ...record, ...change }, null, 2);
  const [evaluation] = record.evaluations;

  test('is refused wherever it is cut', async () => {
    const whole = json({});
    for (const length of [0, 1, 40, Math.floor(whole.length / 2), whole.length - 1]) {
      expect(await messageOf(whole.slice(0, length))).toContain('expected JSON');
    }
  });

  test.each([
    ['another version', { schemaVersion: 2 }, 'expected one of 1 at schemaVersion, found 2'],
    ['another name', { name: 'four' }, 'expected the ensemble three, found four'],
    ['a member of another kind', { members: [{ kind: 'rnu' }] }, 'one of "run", "network" at members.0.kind'],
    ['a run without its seed', { members: [{ ...runOf('a'), seed: null }] }, 'a whole number at members.0.seed'],
    ['one member', { members: record.members.slice(0, 1) }, 'expected two members or more, found 1'],
    ['a member twice', { members: [runOf('a'), runOf('a')] }, 'expected each member once'],
    ['no evaluation', { evaluations: [] }, 'expected an evaluation, found none'],
    ['a protocol twice', { evaluations: [evaluation, evaluation] }, 'expected each protocol once, found multi-scale'],
    ['a protocol that there is not', { evaluations: [{ ...evaluation, protocol: '9-crop' }] }, '"10-crop"'],
    ['an error above 100', { evaluations: [{ ...evaluation, top1Error: 118 }] }, 'a number from 0 to 100'],
    ['errors changed round', { evaluations: [{ ...evaluation, top5Error: 30 }] }, 'found 30 above 18.5'],
    ['errors of a member missing', { evaluations: [{ ...evaluation, members: [] }] }, 'errors of 3 members'],
    ['no images', { dataset: { ...record.dataset, images: 0 } }, 'a whole number above 0 at dataset.images'],
  ])('is refused with %s', async (_, change, message) => {
    expect(await messageOf(json(change))).toContain(message);
  });
});
