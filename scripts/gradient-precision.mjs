// What bf16 does to gradients before the first iteration: for each network the relative error of each layer's weight
// gradient in bf16 against float32, from the same weights and the same mini-batch, and that of the gradient as a whole.
// Needs CIFAR-10, engine onednn and what `npm run build` makes. Prints CSV:
//   node scripts/gradient-precision.mjs [seed ...]
import { cacheDirectory, createTrainingBatches, inputTransform, loadCifar10 } from '@resnet/datasets';
import { flatten } from '@resnet/engine';
import { loadOnednnEngine } from '@resnet/engine-onednn';
import { networkNamed } from '@resnet/models';
import { cifarRecipe, createTrainingSession, initializeParameters } from '@resnet/training';

const seeds = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1];
const networks = ['plain-20', 'plain-56', 'resnet-20', 'resnet-56'];

const { engine, unavailable } = loadOnednnEngine();
if (unavailable !== undefined) throw new Error(unavailable);
const { train: set } = await loadCifar10({ cache: cacheDirectory() });
const transform = inputTransform(set, cifarRecipe);

const firstBatch = (seed) => createTrainingBatches({ ...cifarRecipe, set, transform, seed }).batch(0);

/** Before the first iteration, by path. */
const gradients = async (program, precision, seed) => {
  const session = await createTrainingSession({ engine, program, recipe: cifarRecipe, precision });
  try {
    await session.writeParameters(initializeParameters(program, cifarRecipe, seed));
    return (await session.gradients(firstBatch(seed))).gradients;
  } finally {
    session.close();
  }
};

const squares = (values) => values.reduce((sum, value) => sum + value * value, 0);

/** Of arrays laid end to end: norm of the difference over norm of what is expected. */
const relativeError = (pairs) => {
  const differences = pairs.map(([found, expected]) => squares(found.map((value, at) => value - expected[at])));
  return Math.sqrt(
    squares(differences.map(Math.sqrt)) / squares(pairs.map(([, expected]) => Math.sqrt(squares(expected)))),
  );
};

console.log('network,seed,layer,norm_f32,norm_bf16,relative_error');
for (const network of networks) {
  const program = flatten(networkNamed(network, { dataset: 'cifar10' }));
  for (const seed of seeds) {
    const exact = await gradients(program, 'f32', seed);
    const rounded = await gradients(program, 'bf16', seed);
    const print = (layer, paths) => {
      const pairs = paths.map((path) => [rounded.get(path), exact.get(path)]);
      const norm = (side) => Math.sqrt(pairs.reduce((sum, pair) => sum + squares(pair[side]), 0)).toPrecision(4);
      console.log([network, seed, layer, norm(1), norm(0), relativeError(pairs).toPrecision(4)].join());
    };
    const weights = program.parameters.filter(({ role }) => role.endsWith('weights')).map(({ path }) => path);
    for (const path of weights) print(path, [path]);
    print('all parameters', [...exact.keys()]);
  }
}
