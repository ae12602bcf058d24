import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { buildFigures } from './build-figures.js';
import { checkFigures } from './check-figures.js';
import { paperFigures, paperTables } from './paper-outputs.js';
import { sourceRuns } from './source-runs.js';

// Drawing takes seconds on a machine that trains at the same time.
jest.setTimeout(60_000);

const runs = ['plain-20', 'plain-56', 'resnet-20'].map((network) => syntheticRun({ network, budget: 'quick' }));
const later = [...runs, syntheticRun({ network: 'resnet-56', budget: 'quick' })];

describe('a source', () => {
  it('is an experiment that exists, for every table and figure', () => {
    for (const source of [...paperFigures, ...paperTables]) expect(sourceRuns(source, [])).toEqual([]);
    expect(() => sourceRuns({ experiment: 'cifar10/figure-9', budgets: [] }, [])).toThrow('got cifar10/figure-9');
  });

  it('takes runs of its networks and budgets, and of no other experiment', () => {
    const [plain] = runs;
    const ablation = { ...plain!, record: { ...plain!.record, experiment: 'cifar10/ablation' } };
    const smoke = syntheticRun({ network: 'plain-20', budget: 'smoke' });
    const source = { experiment: 'cifar10/figure-1', budgets: ['quick'] } as const;
    expect(sourceRuns(source, [...runs, ablation, smoke])).toEqual(runs.slice(0, 2));
  });
});

describe('built files', () => {
  let out: string;
  beforeAll(async () => {
    out = await mkdtemp(join(tmpdir(), 'paper-figures-'));
    await buildFigures({ runs, out });
  });
  afterAll(() => rm(out, { recursive: true }));

  it('are a specification, SVG and PNG of each figure, Markdown and CSV of each table', async () => {
    const figures = ['degradation', 'figure-1', 'figure-6'];
    expect((await readdir(out)).sort()).toEqual(
      [
        ...figures.flatMap((id) => ['png', 'svg', 'vl.json'].map((type) => `${id}.${type}`)),
        ...['degradation', 'table-6'].flatMap((id) => [`${id}.csv`, `${id}.md`]),
      ].sort(),
    );
  });

  it('are left alone where nothing changed', async () => {
    const before = await stat(join(out, 'figure-6.png'));
    expect((await buildFigures({ runs, out })).written).toEqual([]);
    expect((await stat(join(out, 'figure-6.png'))).mtimeMs).toBe(before.mtimeMs);
  });

  it('are current until a run, a file or a hand changes', async () => {
    expect(await checkFigures({ runs, out })).toEqual([]);
    expect(await checkFigures({ runs: later, out })).toContain('figure-6.vl.json is not what the runs make');
    await writeFile(join(out, 'table-6.md'), 'edited by hand');
    await writeFile(join(out, 'figure-7.svg'), '');
    await rm(join(out, 'figure-1.png'));
    expect(await checkFigures({ runs, out })).toEqual([
      'figure-1.png is missing',
      'table-6.md is not what the runs make',
      'figure-7.svg is made from no run: delete it',
    ]);
  });

  it('are tables alone where nothing has been run', async () => {
    const empty = join(out, 'empty');
    const { figures, written } = await buildFigures({ runs: [], out: empty });
    expect(figures).toEqual([]);
    expect(written.map((path) => path.slice(empty.length + 1))).toEqual([
      'table-6.md',
      'table-6.csv',
      'degradation.md',
      'degradation.csv',
    ]);
  });
});
