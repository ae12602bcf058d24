import { describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packSyntheticPhotoSet } from '@resnet/datasets/photo-set.fixture';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { experiments } from '@resnet/experiments';
import { checkExperiment } from './check-experiment.js';
import { loadExperiment } from './load-experiment.js';

const imports = `import { conv3x3, residualNetwork } from '@resnet/models';
import { cifarRecipe, imagenetRecipe, memberOf, type Experiment } from '@resnet/training';
import { figure6, membersNamed } from '@resnet/experiments';
`;
const about = `id: 'mine/wider', reproduces: 'nothing of the paper', claim: 'Wider is better.', dataset: 'cifar10'`;
const member = `memberOf({ network: residualNetwork({ depth: 20 }), recipe: cifarRecipe, variant: 'wider' })`;

describe('an experiment in a file', () => {
  const folder = temporaryFolder({ shared: true });

  let files = 0;
  const write = async (text: string): Promise<string> => {
    const path = join(folder, `experiment-${(files += 1)}.ts`);
    await writeFile(path, `${imports}${text}`);
    return path;
  };
  const load = async (text: string) => loadExperiment(await write(text), {});

  it('is TypeScript anywhere, made of the packages of the suite', async () => {
    const experiment = await load(`
      const names: readonly string[] = ['resnet-20'];
      export const wider: Experiment = { ${about}, members: [...membersNamed(figure6, names), ${member}] };`);
    expect(experiment.members.map(({ name, runs }) => [name, runs])).toEqual([
      ['resnet-20', 'cifar10/figure-6'],
      ['resnet-20/wider', undefined],
    ]);
  });

  it.each([
    ['exports none', 'export const depth = 20;', 'to export one Experiment, found none that has `members` among depth'],
    ['exports nothing', '', 'to export one Experiment, found no export'],
    ['throws', 'const depth = 20;\nthrow new Error(`no ${depth}`);', '.ts:5: no 20'],
    [
      'exports two',
      `export const a = { ${about}, members: [${member}] }; export const b = { ...a };`,
      'to export one Experiment, found a, b',
    ],
    ['has no member', `export default { ${about}, members: [] };`, 'expected a list of members as members'],
    [
      'has a name twice',
      `export default { ${about}, members: [${member}, ${member}] };`,
      'expected names that differ as members of the experiment, got "resnet-20/wider"',
    ],
    [
      'has a member that is no folder',
      `export default { ${about}, members: [{ ...${member}, name: '../resnet' }] };`,
      'got "../resnet"',
    ],
    [
      'has a layer with a property that no layer has',
      `export default { ${about}, members: [{ ...${member}, network: { ...residualNetwork({ depth: 20 }), layers: { kind: 'series', layers: [{ ...conv3x3(16), groups: 4 }] } } }] };`,
      'expected no option of that name as members[0].network.layers.layers[0].groups of the experiment, got 4',
    ],
    [
      'has a layer with a number that means nothing',
      `export default { ${about}, members: [{ ...${member}, network: { ...residualNetwork({ depth: 20 }), layers: conv3x3(16, 0) } }] };`,
      'conv1: expected a whole number from 1 as stride, got 0',
    ],
    [
      'misspells a word of a recipe',
      `export default { ${about}, members: [{ ...${member}, recipe: { ...cifarRecipe, initialization: 'fan_in' } }] };`,
      'expected one of "fan-in", "fan-out" as members[0].recipe.initialization of the experiment, got "fan_in"',
    ],
    [
      'misspells an option of a recipe',
      `export default { ${about}, members: [{ ...${member}, recipe: { ...cifarRecipe, nestrov: true } }] };`,
      'expected no option of that name (did you mean nesterov?) as members[0].recipe.nestrov of the experiment, got true',
    ],
    [
      'has a recipe without options',
      `export default { ${about}, members: [{ ...${member}, recipe: {} }] };`,
      'expected a whole number of at least 1 as members[0].recipe.batchSize of the experiment, got nothing',
    ],
    [
      'names a recipe',
      `export default { ${about}, members: [{ ...${member}, recipe: 'cifarRecipe' }] };`,
      'expected an object as members[0].recipe of the experiment, got "cifarRecipe"',
    ],
    [
      'misspells an option inside a schedule',
      `const schedule = { ...cifarRecipe.schedule, warmup: null };
       export default { ${about}, members: [{ ...${member}, recipe: { ...cifarRecipe, schedule } }] };`,
      'expected no option of that name (did you mean warmUp?) as members[0].recipe.schedule.warmup',
    ],
    [
      'never evaluates',
      `const log = { ...cifarRecipe.log, evaluationEvery: 0 };
       export default { ${about}, members: [{ ...${member}, recipe: { ...cifarRecipe, log } }] };`,
      'expected a whole number of at least 1 as members[0].recipe.log.evaluationEvery of the experiment, got 0',
    ],
    [
      'has groups that do not make a mini-batch',
      `const recipe = { ...cifarRecipe, batchSize: 100, batchStatistics: 64 };
       export default { ${about}, members: [{ ...${member}, recipe }] };`,
      'expected a mini-batch of resnet-20/wider that is a multiple of its statistics groups of 64 images, got 100',
    ],
    [
      'changes a member whose runs it shares',
      `const members = membersNamed(figure6, ['resnet-20']);
       export default { ${about}, members: members.map((m) => ({ ...m, recipe: { ...m.recipe, nesterov: true } })) };`,
      'expected resnet-20 as in cifar10/figure-6, whose `runs` it names, found another (recipe.nesterov: false there, true now): leave out `runs`',
    ],
    [
      'shares the runs of a member that is not there',
      `export default { ${about}, members: [{ ...${member}, runs: 'cifar10/figure-6' }] };`,
      'expected a member of cifar10/figure-6 as resnet-20/wider, whose `runs` it names, found none: leave out `runs`',
    ],
    [
      'misspells a property of a member',
      `export default { ${about}, members: [{ ...${member}, precison: 'f32' }] };`,
      'expected no option of that name (did you mean precision?) as members[0].precison of the experiment, got "f32"',
    ],
    [
      'has a network that is none',
      `export default { ${about}, members: [{ ...${member}, network: {} }] };`,
      'expected a string as members[0].network.name of the experiment, got nothing',
    ],
    [
      'has a network that does not fit together',
      `const network = { ...residualNetwork({ depth: 20 }), layers: { kind: 'fully-connected', classes: 10 } };
       export default { ${about}, members: [{ ...${member}, network }] };`,
      'a fully connected layer needs [channels, 1, 1]',
    ],
    [
      'has no number where it should have one',
      `const schedule = { ...cifarRecipe.schedule, rate: Number('fast') };
       export default { ${about}, members: [{ ...${member}, recipe: { ...cifarRecipe, schedule } }] };`,
      /expected a .*number as members\[0\]\.recipe\.schedule\.rate of the experiment, got NaN/,
    ],
    [
      'crops photographs to another size than its network sees',
      `export default { ${about}, members: [{ ...${member}, recipe: imagenetRecipe }] };`,
      'to be the 32x32 pixels of its network',
    ],
    [
      'has a data set that nobody packed',
      `export default { ${about}, dataset: 'imagenete', members: [${member}] };`,
      /expected cifar10, .*imagenette.* as dataset of the experiment, got "imagenete"$/,
    ],
    [
      'takes the id of another',
      `export default { ${about}, id: 'cifar10/figure-6', members: [${member}] };`,
      'expected a text that does not begin with cifar10/, imagenet/ or imagenette/, as the ids of the suite do, as id of the experiment',
    ],
  ])('that %s is refused in a sentence', async (_, text, message) => {
    await expect(load(text)).rejects.toThrow(message);
  });

  it.each(['cifar10', 'imagenet', 'imagenette', 'imagewoof', 'synthetic'])('may be of %s', async (dataset) => {
    const cache = await mkdtemp(join(tmpdir(), 'resnet-cache-'));
    try {
      await packSyntheticPhotoSet({ parent: cache, classes: 2, train: 1, validation: 1 });
      const path = await write(`export default { ${about}, dataset: '${dataset}', members: [${member}] };`);
      expect((await loadExperiment(path, { cache })).dataset).toBe(dataset);
    } finally {
      await rm(cache, { recursive: true });
    }
  });

  it('may be of a data set that is not here, for whoever only reads its runs', async () => {
    const path = await write(`export default { ${about}, dataset: 'pets', members: [${member}] };`);
    expect((await loadExperiment(path)).dataset).toBe('pets');
    await expect(loadExperiment(path, {})).rejects.toThrow('as dataset of the experiment, got "pets"');
  });

  it('that is not there is refused with its path', async () => {
    await expect(loadExperiment('./nowhere.ts')).rejects.toThrow(/found no .*nowhere\.ts/);
  });
});

it('the experiment of docs/own-experiment.md is that of the suite, but for its name and 110 layers', async () => {
  const text = await readFile(join(import.meta.dirname, '../../../docs/own-experiment.md'), 'utf8');
  const folder = await mkdtemp(join(tmpdir(), 'resnet-experiment-'));
  const path = join(folder, 'my-experiment.ts');
  await writeFile(path, /```ts\n(.*?)```/s.exec(text)?.[1] ?? '');
  const { id, members } = await loadExperiment(path);
  await rm(folder, { recursive: true });
  const suite = await loadExperiment('cifar10/pre-activation');
  expect(id).toBe('mine/pre-activation');
  expect(JSON.stringify(members)).toBe(JSON.stringify(suite.members.filter(({ network }) => network.depth < 110)));
});

it('what is checked of an experiment holds for every one of the suite', () => {
  const datasets = ['cifar10', 'imagenet', 'imagenette'];
  for (const experiment of experiments) checkExperiment(experiment, { others: [], datasets });
  expect(experiments).not.toHaveLength(0);
});

it('an id is still an id', async () => {
  expect((await loadExperiment('cifar10/figure-6')).id).toBe('cifar10/figure-6');
});
