import { beforeEach, describe, expect, it } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { readRecorded } from './read-recorded.js';

describe('a recorded CSV file', () => {
  const folder = temporaryFolder();
  let file: string;
  beforeEach(() => {
    file = join(folder, 'training.csv');
  });

  const text = 'date,cpu,ratio\n2026-11-25,"EPYC, Zen 5",0.7\n2026-11-26,EPYC,0.8\n';
  const rows = [
    { date: '2026-11-25', cpu: 'EPYC, Zen 5', ratio: '0.7' },
    { date: '2026-11-26', cpu: 'EPYC', ratio: '0.8' },
  ];
  const read = async (text: string) => {
    await writeFile(file, text);
    const warnings: string[] = [];
    return { rows: await readRecorded(file, (line) => warnings.push(line)), warnings };
  };

  it('is read as it is where it is whole, and as no rows where it is missing', async () => {
    expect(await readRecorded(join(folder, 'none.csv'), () => undefined)).toEqual([]);
    expect(await read(text)).toEqual({ rows, warnings: [] });
    expect(await read(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toEqual({ rows, warnings: [] });
  });

  it('from before instruction sets had a column has rows of AVX-512 bf16', async () => {
    const older = await read('date,side,ratio\n2026-01-01,onednn bf16,0.5\n2026-01-01,tfjs f32,0.5\n');
    expect(older.rows.map(({ isa, onednn }) => [isa, onednn])).toEqual([
      ['avx512-bf16', '2.6.3'],
      [undefined, undefined],
    ]);
  });

  it.each(['2026-11-27,EP', '\0\0\0\0', '2026'])(
    'is read up to its last whole row, which is said: %j',
    async (torn) => {
      const warnings = [`${file}: what follows its last whole row is left out`];
      expect(await read(text + torn)).toEqual({ rows, warnings });
    },
  );

  it('names the line of any other fault', async () => {
    await expect(read(text.replace('"EPYC, Zen 5"', 'EPYC, Zen 5'))).rejects.toThrow(`${file}, line 2: expected a row`);
  });
});
