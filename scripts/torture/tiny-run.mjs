import { loadOnednnEngine } from '@resnet/engine-onednn';
import { residualNetwork } from '@resnet/models';
import { createRandom } from '@resnet/random';
import { runFolder, runIdentity } from '@resnet/run-log';
import { cifarRecipe } from '@resnet/training';

/** 8 layers of 16, 32 and 64 channels: convolutions that our own kernels compute. */
const network = residualNetwork({ depth: 8 });

/** Rows, evaluations, checkpoints and drops that fall on different iterations. */
export const iterations = 40;
const recipe = {
  ...cifarRecipe,
  batchSize: 8,
  schedule: { kind: 'drops', iterations, rate: 0.1, drops: [{ at: 20, factor: 0.1 }], warmUp: null },
  log: { trainingEvery: 3, evaluationEvery: 16, checkpointEvery: 2 },
};

const imageBytes = 32 * 32 * 3;

/** Images of noise, each brighter the higher its class. */
const noise = (name, count) => {
  const random = createRandom(1, name);
  const labels = Int32Array.from({ length: count }, () => random.integer(10));
  const images = Uint8Array.from(
    { length: count * imageBytes },
    (_, at) => 15 * labels[Math.floor(at / imageBytes)] + random.integer(100),
  );
  return { count, height: 32, width: 32, channels: 3, images, labels, classes: 10 };
};

const data = { kind: 'images', train: noise('train', 60), test: noise('test', 16), checksums: { 'noise.bin': 'abc' } };

const member = { name: network.name, network, recipe, seeds: [1] };
const experiment = {
  ...{ id: 'torture/tiny', reproduces: 'nothing', claim: 'nothing is lost', dataset: 'cifar10' },
  members: [member],
};

/** Where the run lies below a folder. */
export const tinyFolder = (root) => runFolder(root, runIdentity(experiment, member, { budget: 'paper', seed: 1 }));

/** What `trainAll` is told, to train a small network for forty iterations on the fast engine. Throws where that is not built. */
export const tinyRun = (root) => {
  const loaded = loadOnednnEngine();
  if ('unavailable' in loaded) throw new Error(`the fault bench needs the engine onednn: ${loaded.unavailable}`);
  const { engine } = loaded;
  const planned = [
    { member, seed: 1, iterations, done: 0, state: null, blockedBy: null, taken: null, multiplyAdds: 0 },
  ];
  return {
    command: { out: root, fresh: false },
    setup: { experiment, engine, precision: engine.precisions[0], threads: 1, data },
    work: { budget: 'paper', planned, secondsOf: () => 0 },
  };
};
