import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { compareSides } from '@resnet/analysis';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { syntheticRun, type SyntheticOptions } from '@resnet/analysis/synthetic-run';
import { runFolder } from '@resnet/run-log';
import { cifarRecipe, scaleRecipe, type Recipe } from '@resnet/training';
import { compareNames, type CompareRequest } from './compare-names.js';
import { formatComparison } from './format-comparison.js';
import { formatPaperComparison } from './format-paper-comparison.js';

const results = join(import.meta.dirname, '../../../../results');
const compare = (names: readonly string[], change: Partial<CompareRequest> = {}) =>
  compareNames({ names, withPaper: false, folders: [results], lines: 'differing', ...change });
const seedOne = (member: string) => `cifar10/figure-6/short/${member}/seed-1`;
const pairsOf = async (names: readonly string[], change: Partial<CompareRequest> = {}) =>
  (await compare(names, change)).comparisons.map(({ left, right }) => [left.member, right.member]);

describe('names', () => {
  it.each([
    ['members', 'plain-20', 'plain-56'],
    ['members of an experiment', 'cifar10/figure-6/plain-20', 'cifar10/figure-6/plain-56'],
    ['keys of runs', seedOne('plain-20'), seedOne('plain-56')],
    ['folders', join(results, seedOne('plain-20')), join(results, 'cifar10/figure-6/short/plain-56')],
  ])('can be %s', async (_, left, right) => {
    expect(await pairsOf([left, right], { budget: 'short' })).toEqual([['plain-20', 'plain-56']]);
  });

  it('can be more than two, the first of which is compared with each other one', async () => {
    expect(await pairsOf(['plain-20', 'resnet-20', 'plain-56'], { budget: 'short' })).toEqual([
      ['plain-20', 'resnet-20'],
      ['plain-20', 'plain-56'],
    ]);
  });

  it('can be one experiment, whose first member is compared with its others', async () => {
    expect(await pairsOf(['cifar10/figure-1'])).toEqual([['plain-20', 'plain-56']]);
  });

  it('can be one experiment with ablations, each of which is compared with what it is an ablation of', async () => {
    expect(await pairsOf(['cifar10/precision'], { budget: 'short' })).toEqual(
      ['plain-20', 'plain-56', 'resnet-20', 'resnet-56'].map((name) => [name, `${name}/f32`]),
    );
  });

  it('can be two experiments or folders, which are compared member by member', async () => {
    expect(await pairsOf(['cifar10/figure-1', results], { budget: 'short' })).toEqual([
      ['plain-20', 'plain-20'],
      ['plain-56', 'plain-56'],
    ]);
  });

  it.each([
    [['resnet-2'], 'found none for resnet-2 (did you mean resnet-20?)'],
    [
      ['plain-32'],
      'expected two members to compare, or one that both have, found plain-32 (cifar10/figure-6/plain-32)',
    ],
    [[], 'got the paper alone'],
  ])('%j are refused with what was expected', async (names, message) => {
    await expect(compare(names)).rejects.toThrow(message);
  });

  it('are refused on a budget that not all have', async () => {
    await expect(compare(['plain-20', 'plain-56'], { budget: 'smoke' })).rejects.toThrow(
      /^expected runs of all on budget smoke, found plain-20 on .*short.*; plain-56 on .*short/,
    );
  });
});

describe('runs of several experiments, folders and budgets', () => {
  const folder = temporaryFolder({ shared: true });
  beforeAll(async () => {
    const write = async (root: string, options: SyntheticOptions) => {
      const { record } = syntheticRun({ budget: 'quick', ...options });
      await mkdir(runFolder(join(folder, root), record), { recursive: true });
      await writeFile(join(runFolder(join(folder, root), record), 'run.json'), JSON.stringify(record));
    };
    for (const network of ['resnet-20', 'resnet-56']) {
      await write('runs', { network });
      await write('results', { network, experiment: 'cifar10/signals' });
    }
    await write('runs', { network: 'plain-20', state: 'running', progress: 0.5 });
    await write('results', { network: 'plain-20', testError: 12.5 });
    await write('results', { network: 'plain-20', budget: 'paper' });
    await write('results', { network: 'plain-56' });
  });
  // Made-up runs have no CSV files, which is said.
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => void jest.restoreAllMocks());

  const folders = () => ['runs', 'results'].map((name) => join(folder, name));

  it('are compared within each experiment where both members are in several', async () => {
    const { comparisons } = await compare(['resnet-20', 'resnet-56'], { folders: folders(), budget: 'quick' });
    expect(comparisons.map(({ left, right }) => [...left.runs, ...right.runs])).toEqual(
      ['cifar10/figure-6', 'cifar10/signals'].map((experiment) =>
        ['resnet-20', 'resnet-56'].map((member) => `${experiment}/quick/${member}/seed-1`),
      ),
    );
  });

  it('are those that tables count: a finished one before an unfinished one, wherever they are', async () => {
    const { comparisons } = await compare(['plain-20', 'plain-56'], { folders: folders(), budget: 'quick' });
    expect(comparisons[0]?.left.remarks).toEqual([]);
    const ofTest = comparisons[0]?.differences.find(({ name }) => name === 'test error');
    expect(ofTest?.difference.left).toBe(12.5);
  });

  it('are compared with the paper on the largest budget, though one member alone has it', async () => {
    const { paper } = await compare(['cifar10/figure-1'], { folders: folders(), withPaper: true });
    expect(paper.map(({ side }) => side.runs)).toEqual([['cifar10/figure-6/paper/plain-20/seed-1']]);
    const { comparisons } = await compare(['cifar10/figure-1'], { folders: folders() });
    expect(comparisons.map(({ right }) => right.runs)).toEqual([['cifar10/figure-6/quick/plain-56/seed-1']]);
  });
});

describe('the file of an experiment', () => {
  const folder = temporaryFolder();

  it('is compared as an experiment of the suite is, with the runs of its members as they are now', async () => {
    const file = join(folder, 'my-experiment.ts');
    await writeFile(
      file,
      `import { residualNetwork } from '@resnet/models';
      import { cifarRecipe, memberOf } from '@resnet/training';
      import { figure6, membersNamed } from '@resnet/experiments';
      const network = residualNetwork({ depth: 20 });
      const variants = ['nesterov', 'faster'].map((variant) => memberOf({ network, recipe: { ...cifarRecipe, nesterov: true }, variant }));
      export default { id: 'mine/momentum', reproduces: 'nothing', claim: 'nothing', dataset: 'cifar10',
        members: [...membersNamed(figure6, ['plain-20', 'resnet-20']), ...variants] };`,
    );
    const write = async (member: string, recipe: Recipe) => {
      const { record } = syntheticRun({ network: 'resnet-20', member, experiment: 'mine/momentum', budget: 'short' });
      await mkdir(runFolder(folder, record), { recursive: true });
      const text = JSON.stringify({ ...record, recipe: scaleRecipe(recipe, 'short') });
      await writeFile(join(runFolder(folder, record), 'run.json'), text);
    };
    await write('resnet-20/nesterov', { ...cifarRecipe, nesterov: true });
    await write('resnet-20/faster', cifarRecipe);
    const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await pairsOf([file], { folders: [results, folder] })).toEqual([['resnet-20/nesterov', 'resnet-20']]);
    expect(said.mock.calls.flat().join('\n')).toContain('left out, since resnet-20/faster has changed since then');
    await expect(compare([file], { folders: [join(folder, 'mine/none')] })).rejects.toThrow(
      `expected runs of ${file} in`,
    );
    said.mockRestore();
  });
});

describe('a comparison on a terminal', () => {
  it('shows errors, what its intervals lack, the curve of the difference, and what differs', async () => {
    const { comparisons } = await compare([seedOne('resnet-20'), seedOne('plain-20')]);
    const text = formatComparison(comparisons[0]!);
    expect(text).toContain(`left   ResNet-20 on the short budget, seed 1 (${seedOne('resnet-20')})`);
    expect(text).toMatch(/^test error +12\.94 +14\.91 +-1\.97 +-2\.60 to -1\.34 +images, paired$/m);
    expect(text).toContain('They do not include the spread between seeds.\nUnpaired treats the two sides');
    expect(text).toMatch(/^ +8,000 +-1\.97 +-2\.55$/m);
    expect(text).toMatch(/^network +resnet-20 +plain-20$/m);
    expect(text).toContain('machine: the same on both sides');
  });

  it('names the seeds of a difference where a side has more', () => {
    const runs = (network: string, seeds: readonly number[]) =>
      seeds.map((seed) => syntheticRun({ network, seed, testError: 9 + (seed * seed) / (network.length + 1) }));
    const text = (left: readonly number[], right: readonly number[]) =>
      formatComparison(compareSides(runs('plain-20', left), runs('resnet-20', right)));
    expect(text([1, 2, 3, 4], [2, 3, 4])).toMatch(/^left +plain-20 on the paper budget, seeds 1, 2, 3, 4 /m);
    expect(text([1, 2, 3, 4], [2, 3, 4])).toMatch(/^test error .* 3 seeds; seeds 2, 3 and 4$/m);
    expect(text([1, 2, 3], [1, 2])).toMatch(/^test error .* seeds, not paired$/m);
    expect(text([1, 2], [2])).toMatch(/^test error .* seeds of one side$/m);
    expect(text([1, 2], [2])).toContain('takes their spread for both sides');
    expect(text([1, 2], [2])).not.toContain('smoke');
    const smoke = syntheticRun({ network: 'plain-20', budget: 'smoke' });
    expect(formatComparison(compareSides([smoke], [smoke]))).toContain('its errors mean nothing');
  });

  it('shows every line of recipe and machine where that is asked for', async () => {
    const { comparisons } = await compare(['resnet-20', 'plain-20'], { lines: 'every' });
    expect(formatComparison(comparisons[0]!)).toMatch(/^momentum +0\.9 +0\.9$/m);
  });

  it('with the paper shows its numbers and its protocol line by line', async () => {
    const { paper, comparisons } = await compare([seedOne('resnet-20')], { withPaper: true });
    expect(comparisons).toEqual([]);
    const text = formatPaperComparison(paper[0]!);
    expect(text).toContain("Table 6: ResNet-20, test error: 12.94% is 4.19 points higher than the paper's 8.75%");
    expect(text).toMatch(/^iterations +64,000 +8,000 +differs$/m);
    expect(text).toMatch(/^mini-batch +128 images +128 images +as in the paper$/m);
    expect(text).toMatch(/^precision +left open +bf16 +another choice$/m);
    expect(text).toContain('deviations, as recorded:\n  Budget short:');
  });
});
