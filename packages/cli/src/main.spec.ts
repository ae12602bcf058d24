import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { runFolder } from '@resnet/run-log';
import { cifarRecipe, scaleRecipe } from '@resnet/training';
import { main } from './main.js';
import { capturePrinted } from './printed.fixture.js';

describe('resnet', () => {
  let printed: ReturnType<typeof capturePrinted>;

  beforeEach(() => {
    printed = capturePrinted();
  });
  afterEach(() => void jest.restoreAllMocks());

  it('prints the counts of the paper as JSON', async () => {
    expect(await main(['describe', 'resnet-56', '--json'])).toBe(0);
    const { layers, ...rest } = JSON.parse(printed.out) as { layers: unknown[] };
    expect(rest).toEqual({
      ...{ network: 'resnet-56', dataset: 'cifar10', shortcut: 'A', depth: 56 },
      ...{ parameters: 853_018, multiplyAdds: 125_485_696 },
    });
    expect(layers).not.toHaveLength(0);
  });

  it('draws a network in an SVG file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'resnet-draw-'));
    const file = join(folder, 'network.svg');
    expect(await main(['describe', 'resnet-20', '--svg', file])).toBe(0);
    expect(printed.out).toBe(`resnet-20 is drawn in ${file}.\n`);
    expect((await readFile(file, 'utf8')).match(/>3x3 conv, 64</g)).toHaveLength(5);
    await rm(folder, { recursive: true });
  });

  it('describes the other data set where a depth fits both', async () => {
    expect(await main(['describe', 'resnet-50', '--dataset', 'cifar10'])).toBe(0);
    expect(printed.out).toContain('resnet-50 for cifar10: 50 weighted layers, option A');
  });

  it('tells version and commit', async () => {
    expect(await main(['--version'])).toBe(0);
    expect(printed.out).toMatch(/^resnet \d+\.\d+\.\d+, commit ([0-9a-f]{40}|unknown: )/);
  });

  it('prints what computes a network, on this machine or another', async () => {
    expect(await main(['describe', 'resnet-20', '--plan', '--isa', 'avx512-bf16'])).toBe(0);
    expect(printed.out).toContain('resnet-20 in bf16 by engine onednn on avx512-bf16');
    expect(printed.out).toMatch(
      /^stem\/conv1 +convolution +own \(statistics\) +own \(normalization\) +weights: onednn$/m,
    );
  });

  it('prints the plan itself as JSON', async () => {
    expect(await main(['describe', 'resnet-20', '--plan', '--isa', 'avx512', '--json'])).toBe(0);
    const { isa, precision, operations } = JSON.parse(printed.out) as Record<string, unknown> & {
      operations: unknown[];
    };
    expect([isa, precision]).toEqual(['avx512', 'f32']);
    expect(operations[1]).toEqual({
      path: 'stem/norm1',
      operation: 'batch-normalization + relu',
      passes: { kind: 'pointwise', training: ['statistics', 'dst'], inference: ['dst'], backward: ['src-gradient'] },
    });
  });

  it.each([
    [
      ['describe', 'resnet-20', '--plan', '--isa', 'sse9'],
      'unknown instruction set sse9: expected amx-bf16, avx512-bf16',
    ],
    [['describe', 'resnet-20', '--isa', 'avx2'], 'add --plan'],
    [['describe', 'resnet-21'], 'CIFAR-10 depth must be 6n + 2, got 21'],
    [['descibe', 'resnet-20'], 'Did you mean describe?'],
    [['describe'], "missing required argument 'network'"],
    [['run', 'cifar10/figure-9'], 'unknown experiment cifar10/figure-9: expected cifar10/figure-1'],
    [
      ['run', 'cifar10/figure-6', '--budget', 'shrot'],
      'unknown budget shrot: expected paper, short, quick, glance or smoke',
    ],
    [['run', 'cifar10/figure-6', '--only', 'resnet-57'], 'did you mean resnet-56?'],
    [['run', 'cifar10/figure-6', '--seeds', '9007199254740993'], 'Expected a whole number from 0 to 9007199254740991.'],
    [
      ['run', 'cifar10/figure-6', '--within', '20'],
      '--within and --at-most say how long a budget may take: add --budget',
    ],
    [['run', 'cifar10/figure-6', '--budget', 'paper', '--at-most', '9'], 'add --within'],
    [['describe', 'resnet-20', '--svg', 'x.svg', '--json'], "'--svg <file>' cannot be used with option '--json'"],
    [['bench', '--data', 'imagenet', '--check', 'x'], "'--data <name>' cannot be used with option '--check <folder>'"],
    [['bench', '--workers', '2'], 'add --data'],
    [['bench', '--data', 'imagenet', '--networks', 'resnet-18,resnet-34'], 'expected one network with --data'],
    [['import', 'authors-resnet-50', '--name', 'x'], 'which says all else itself, got --name'],
    [['import', 'authors-resnet-50', '--channel-order', 'BGR'], 'got --channel-order'],
    [['import', 'w.safetensors', '--range', '255'], 'expected --mean and --divisor of three numbers each, got 0 and 0'],
    [['bench', '--rounds', '0'], 'Expected a whole number of at least 1.'],
    [['bench', '--engines', 'cuda'], 'unknown engine cuda'],
    [['bench', '--engines', 'tfjs', '--precision', 'bf16'], 'engine tfjs has f32 here, not bf16'],
    [['compare', 'resnet-20', 'paper', '--budget', 'shrot'], 'unknown budget shrot'],
    [['compare', 'resnet-20', '--results', 'no-such-folder'], 'found none for resnet-20'],
    [['data', 'fetch', 'cifar100'], 'unknown dataset cifar100: expected cifar10 or imagenette (did you mean cifar10?)'],
    ...[
      ['list', '--results', ''],
      ['tables', '--beside', ''],
      ['report', '--out', ''],
      ['run', 'cifar10/figure-6', '--cache', ''],
      ['data', 'pack', 'mine', '--from', ''],
      ['evaluate', 'runs', '--predictions', ''],
    ].map((args): [string[], string] => [args, "argument '' is invalid. Expected a path, got none."]),
  ])('answers %p with exit code 2 and what was expected', async (args, message) => {
    expect(await main(args)).toBe(2);
    expect(printed.err).toContain(message);
    expect(printed.err).not.toMatch(/^\s+at /m);
  });

  it.each([
    ...[
      'list',
      'describe',
      'data fetch',
      'data verify',
      'run',
      'import',
      'export',
      'evaluate',
      'compare',
      'tables',
      'figures',
      'report',
      'bench',
    ],
  ])('shows an example with the help of %s', async (verb) => {
    expect(await main([...verb.split(' '), '--help'])).toBe(0);
    expect(printed.out).toContain(`$ resnet ${verb}`);
  });

  it.each(['tables', 'figures', 'report'])(
    'rebuilds %s from runs and from those of another folder',
    async (verb) => {
      const folder = await mkdtemp(join(tmpdir(), 'resnet-beside-'));
      const [results, beside, out] = ['own', 'others', 'out'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      for (const [root, network, testError] of [
        [results, 'resnet-20', 12.34],
        [beside, 'resnet-56', 11.22],
      ] as const) {
        const { record } = syntheticRun({ network, budget: 'quick', testError });
        await mkdir(runFolder(root, record), { recursive: true });
        await writeFile(join(runFolder(root, record), 'run.json'), JSON.stringify(record));
      }
      expect(await main([verb, '--results', results, '--out', out])).toBe(0);
      expect(await readFile(join(out, 'table-6.md'), 'utf8')).not.toContain('11.22');
      expect(await main([verb, '--results', results, '--beside', beside, '--out', out])).toBe(0);
      const table = await readFile(join(out, 'table-6.md'), 'utf8');
      for (const error of ['12.34 (n = 1)', '11.22 (n = 1)']) expect(table).toContain(error);
      await rm(folder, { recursive: true });
    },
    60_000,
  );

  it('leaves runs of a member that has changed since out of its table', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'resnet-changed-'));
    const file = join(folder, 'mine.mjs');
    await writeFile(
      file,
      `import { residualNetwork } from '@resnet/models';
       import { cifarRecipe, memberOf } from '@resnet/training';
       const members = [memberOf({ network: residualNetwork({ depth: 20 }), recipe: cifarRecipe })];
       export default { id: 'mine/one', reproduces: 'nothing', claim: 'It learns.', dataset: 'cifar10', members };`,
    );
    const { record } = syntheticRun({
      network: 'resnet-20',
      experiment: 'mine/one',
      budget: 'quick',
      testError: 12.34,
    });
    for (const [seed, recipe] of [
      [1, scaleRecipe(cifarRecipe, 'quick')],
      [2, scaleRecipe({ ...cifarRecipe, momentum: 0.8 }, 'quick')],
    ] as const) {
      const run = { ...record, seed, recipe };
      await mkdir(runFolder(folder, run), { recursive: true });
      await writeFile(join(runFolder(folder, run), 'run.json'), JSON.stringify(run));
    }
    expect(await main(['tables', file, '--results', folder, '--out', join(folder, 'out')])).toBe(0);
    expect(printed.err).toContain(
      'seed-2 is left out, since resnet-20 has changed since then (recipe.momentum: 0.8 there, 0.9 now)',
    );
    expect(printed.out).toContain('12.34 (n = 1)');
    await rm(folder, { recursive: true });
  });

  it('says where no run counts in a table or a figure, and why', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'resnet-smoke-'));
    const { record } = syntheticRun({ network: 'resnet-20', budget: 'smoke' });
    const run = { ...record, recipe: scaleRecipe(cifarRecipe, 'smoke') };
    await mkdir(runFolder(folder, run), { recursive: true });
    await writeFile(join(runFolder(folder, run), 'run.json'), JSON.stringify(run));
    for (const verb of ['tables', 'figures']) {
      const where = ['--results', folder, '--out', join(folder, 'out')];
      expect(await main([verb, 'cifar10/shortcuts', ...where])).toBe(0);
      expect(printed.out.trim()).toBe('');
      expect(printed.err).toContain(`no table or figure: no run in ${folder} counts in one; runs of smoke do not`);
      printed = capturePrinted();
    }
    await rm(folder, { recursive: true });
  });

  describe('where nothing has been run', () => {
    const empty = temporaryFolder();

    it('lists every experiment with its claim', async () => {
      expect(await main(['list', '--results', empty, '--json'])).toBe(0);
      const listed = JSON.parse(printed.out) as { id: string; claim: string; progress: unknown[] }[];
      expect(listed.map(({ id }) => id)).toContain('cifar10/figure-6');
      expect(listed.every(({ claim, progress }) => claim !== '' && progress.length === 0)).toBe(true);
    });

    it.each(['tables', 'figures', 'report'])('fails to rebuild %s, and leaves what is there', async (verb) => {
      const out = join(empty, 'out');
      await mkdir(out);
      await writeFile(join(out, 'table-6.md'), 'drawn from runs');
      const misspelt = join(empty, 'reslts');
      expect(await main([verb, '--results', misspelt, '--out', out])).toBe(1);
      expect(printed.err).toContain(`unreadable: cannot list ${misspelt}: there is no such file or folder`);
      expect(printed.err).toContain(`expected runs in ${misspelt}, found none, and wrote nothing`);
      expect(await readdir(out)).toEqual(['table-6.md']);
      expect(await readFile(join(out, 'table-6.md'), 'utf8')).toBe('drawn from runs');
    });

    it('lists what cannot be read with the reason, and all experiments', async () => {
      await writeFile(join(empty, 'run.json'), '{}');
      expect(await main(['list', '--results', empty])).toBe(0);
      expect(printed.out).toContain('cifar10/figure-6: ');
      expect(printed.out).toContain(
        `unreadable: ${join(empty, 'run.json')}, line 1: expected one of 1, 2, 3 at schemaVersion`,
      );
    });

    it('lists nothing of a folder that is misspelt', async () => {
      const misspelt = join(empty, 'reslts');
      expect(await main(['list', '--results', misspelt, '--json'])).toBe(1);
      expect(printed.err).toContain(misspelt);
      expect(printed.out).toBe('');
    });

    it('fails to evaluate with one plain paragraph', async () => {
      expect(await main(['evaluate', empty])).toBe(1);
      expect(printed.err).toContain(`expected the folder of a run, found no run.json in ${empty}`);
      expect(printed.err).not.toMatch(/^\s+at /m);
    });
  });
});
