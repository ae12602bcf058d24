import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import type { EnsembleRecord } from '@resnet/analysis';
import { experiments } from '@resnet/experiments';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { buildFigures } from './build-figures.js';
import { checkFigures } from './check-figures.js';
import { makeOutputs, outputTexts } from './make-outputs.js';
import { experimentNamed, paperFigures, paperTables } from './paper-outputs.js';
import { sourceRuns } from './source-runs.js';

const runs = ['plain-20', 'plain-56', 'resnet-20'].map((network) => syntheticRun({ network, budget: 'quick' }));
const later = [...runs, syntheticRun({ network: 'resnet-56', budget: 'quick' })];

describe('a source', () => {
  it('is an experiment that exists, for every table and figure', () => {
    for (const source of [...paperFigures, ...paperTables]) expect(sourceRuns(source, [])).toEqual([]);
    expect(() => experimentNamed('cifar10/figure-9')).toThrow('got cifar10/figure-9');
  });

  it('has an id by which the report tells it from an experiment of your own', () => {
    for (const { id } of experiments) expect(id).toMatch(/^(cifar10|imagenet|imagenette)\//);
  });

  it('takes runs of its networks on every budget but smoke, and of no other experiment', () => {
    const [plain] = runs;
    const ablation = { ...plain!, record: { ...plain!.record, experiment: 'cifar10/ablation' } };
    const smoke = syntheticRun({ network: 'plain-20', budget: 'smoke' });
    const source = { experiment: experimentNamed('cifar10/figure-1') };
    expect(sourceRuns(source, [...runs, ablation, smoke])).toEqual(runs.slice(0, 2));
  });
});

const tables = [1, 2, 3, 4, 5, 6].map((number) => `table-${number}`);

describe('built files', () => {
  const out = temporaryFolder({ shared: true });
  beforeAll(async () => {
    await buildFigures({ runs, out });
  });

  it('are a specification, SVG and PNG of each figure, Markdown and CSV of each table, claims and ledger', async () => {
    const drawn = ['bottleneck-cost', 'depth-history', 'figure-3', 'figure-5'];
    const figures = ['degradation', 'figure-1', 'figure-6', ...drawn];
    expect((await readdir(out)).sort()).toEqual(
      [
        ...figures.flatMap((id) => ['png', 'svg', 'vl.json'].map((type) => `${id}.${type}`)),
        ...['degradation', ...tables].flatMap((id) => [`${id}.csv`, `${id}.md`]),
        ...['claims', 'ledger'].flatMap((id) => [`${id}.csv`, `${id}.json`, `${id}.md`]),
      ].sort(),
    );
  });

  it('judge the claims of the paper, and link each number to its runs', async () => {
    const claims = JSON.parse(await readFile(join(out, 'claims.json'), 'utf8')) as {
      id: string;
      budget: string;
      verdict: string;
    }[];
    const degradation = claims.filter(({ id }) => id === 'degradation/plain-56/plain-20/training');
    expect(degradation.map(({ budget }) => budget)).toEqual(['paper', 'quick']);
    const ledger = await readFile(join(out, 'ledger.md'), 'utf8');
    const link = relative(out, 'results/cifar10/figure-6/quick/resnet-20/seed-1');
    expect(ledger).toContain(`[seed-1](${link})`);
  });

  it('link a number to the run that it is from, where two folders have the same one', async () => {
    const again = syntheticRun({ network: 'resnet-20', budget: 'quick', startedAt: '2026-02-01T00:00:00.000Z' });
    const twice = [{ ...again, folder: 'runs/later' }, ...runs];
    const ledger = outputTexts(await makeOutputs({ runs: twice }), { runs: twice, out: '.' }).get('ledger.md');
    expect(ledger).toContain('[seed-1](runs/later)');
    expect(ledger).not.toContain('results/cifar10/figure-6/quick/resnet-20/seed-1');
  });

  it('show an ensemble once, whatever experiments share its runs', async () => {
    const member = { kind: 'run', experiment: 'cifar10/figure-6', budget: 'quick', seed: 1 } as const;
    const trained = { iteration: 1000, precision: 'bf16', startedAt: '2026-01-02T03:04:05.000Z' };
    const errors = { loss: 1, top1Error: 9, top5Error: 1 };
    const ensemble: EnsembleRecord = {
      ...{ schemaVersion: 1, name: 'pair', classes: 10 },
      members: ['resnet-20', 'resnet-56'].map((name) => ({ ...member, ...trained, member: name })),
      dataset: { name: 'cifar10', split: 'test', images: 10_000, checksums: {} },
      evaluations: [
        {
          protocol: 'single-view',
          ...errors,
          members: [errors, errors],
          engine: { name: 'onednn', precision: 'bf16' },
          at: '',
        },
      ],
    };
    const shortcuts = syntheticRun({ network: 'resnet-20-B', experiment: 'cifar10/shortcuts', budget: 'quick' });
    const { tables } = await makeOutputs({ runs: [...later, shortcuts], ensembles: [ensemble] });
    expect(tables.filter(({ rows }) => rows.some(([name]) => name === 'pair')).map(({ id }) => id)).toEqual([
      'ensembles',
    ]);
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
    await writeFile(join(out, 'claims.json'), '[]');
    await rm(join(out, 'figure-1.png'));
    expect(await checkFigures({ runs, out })).toEqual([
      'figure-1.png is missing',
      'table-6.md is not what the runs make',
      'claims.json is not what the runs make',
      'figure-7.svg is made from no run: delete it',
    ]);
  });

  it('are of an experiment that the paper has not, once a run of its own is there', async () => {
    const shortcut = syntheticRun({ network: 'resnet-20-B', experiment: 'cifar10/shortcuts', budget: 'quick' });
    const withOwn = join(out, 'with-own');
    await buildFigures({ runs: [...later, shortcut], out: withOwn });
    expect(await readdir(withOwn)).toEqual(expect.arrayContaining(['shortcuts.png', 'shortcuts.md']));
    expect(await readdir(withOwn)).not.toContain('choices.md');
  });

  it('are of such an experiment on no budget where it has but runs of others', async () => {
    const shortcut = syntheticRun({ network: 'resnet-20-B', experiment: 'cifar10/shortcuts', budget: 'quick' });
    const shared = (['quick', 'short'] as const).map((budget) => syntheticRun({ network: 'resnet-20', budget }));
    const { tables, figures } = await buildFigures({ runs: [...shared, shortcut], out: join(out, 'own-budgets') });
    const table = tables.find(({ id }) => id === 'shortcuts')!;
    const columns = table.columns.map(({ name }) => name).join();
    expect(columns).toContain('quick budget');
    expect(columns).not.toContain('short budget');
    const figure = JSON.stringify(figures.find(({ id }) => id === 'shortcuts')!.spec);
    expect(figure).toContain('quick budget');
    expect(figure).not.toContain('short budget');
  });

  it('are those of one experiment where that is asked for', async () => {
    const network = { family: 'residual', depth: 20 } as const;
    const members = [
      { name: 'resnet-20', runs: 'cifar10/figure-6', network },
      { name: 'resnet-20/wider', network },
      { name: 'resnet-20/narrower', network },
    ];
    const experiment = { id: 'mine/width', reproduces: 'widths', claim: 'Wider is better.', members };
    const wider = syntheticRun({
      network: 'resnet-20',
      member: 'resnet-20/wider',
      experiment: 'mine/width',
      budget: 'quick',
    });
    const own = join(out, 'own');
    const { tables, figures } = await buildFigures({ runs: [...runs, wider], out: own, experiment });
    expect((await readdir(own)).sort()).toEqual(
      [
        ...['md', 'csv', 'png', 'svg', 'vl.json'].map((type) => `width.${type}`),
        ...['md', 'csv'].map((type) => `width-differences.${type}`),
      ].sort(),
    );
    expect(tables[0]!.rows.map(([name]) => name)).toEqual(['ResNet-20', 'ResNet-20/wider', 'ResNet-20/narrower']);
    expect(tables[0]!.rows[2]![1]).toMatchObject({ values: [], remarks: ['not run'] });
    expect(JSON.stringify(figures[0]!.spec)).toContain('not run: ResNet-20/narrower');
  });

  it('are tables, and drawings of networks, where nothing has been run', async () => {
    const empty = join(out, 'empty');
    const { figures, written } = await buildFigures({ runs: [], out: empty });
    expect(figures.map(({ id }) => id)).toEqual(['depth-history', 'figure-3', 'figure-5', 'bottleneck-cost']);
    const names = written.map((path) => path.slice(empty.length + 1));
    expect(names.filter((name) => !/\.(png|svg|vl\.json)$/.test(name))).toEqual([
      ...['table-1', 'table-6', 'degradation', 'table-2', 'table-3', 'table-4', 'table-5'].flatMap((id) => [
        `${id}.md`,
        `${id}.csv`,
      ]),
      ...['claims', 'ledger'].flatMap((id) => ['md', 'csv', 'json'].map((type) => `${id}.${type}`)),
    ]);
  });
});
