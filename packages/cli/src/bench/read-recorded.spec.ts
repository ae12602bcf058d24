import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readRecorded } from './read-recorded.js';

describe('a recorded CSV file', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'recorded-'));
    file = join(folder, 'training.csv');
  });
  afterEach(() => rm(folder, { recursive: true }));

  const rows = 'date,cpu,ratio\n2026-11-25,"EPYC, Zen 5",0.7\n2026-11-26,EPYC,0.8\n';
  const read = async (text: string) => {
    await writeFile(file, text);
    const warnings: string[] = [];
    return { text: await readRecorded(file, (line) => warnings.push(line)), warnings };
  };

  it('is read as it is where it is whole, and as nothing where it is missing', async () => {
    expect(await readRecorded(join(folder, 'none.csv'), () => undefined)).toBe('');
    expect(await read(rows)).toEqual({ text: rows, warnings: [] });
    expect(await read(`\uFEFF${rows.replaceAll('\n', '\r\n')}`)).toEqual({ text: rows, warnings: [] });
  });

  it.each(['2026-11-27,EP', '\0\0\0\0', '2026'])(
    'is read up to its last whole row, which is said: %j',
    async (torn) => {
      const warnings = [`${file}: what follows its last whole row is left out`];
      expect(await read(rows + torn)).toEqual({ text: rows, warnings });
    },
  );

  it('names the line of any other fault', async () => {
    await expect(read(rows.replace('"EPYC, Zen 5"', 'EPYC, Zen 5'))).rejects.toThrow(`${file}, line 2: expected a row`);
  });
});
