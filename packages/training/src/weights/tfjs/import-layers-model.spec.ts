import { describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flatten, referenceEngine } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import {
  batchNorm,
  conv1x1,
  conv3x3,
  convolution,
  fullyConnected,
  globalAveragePool,
  identity,
  maxPool3x3,
  named,
  relu,
  series,
  sum,
  type Network,
} from '@resnet/models';
import { importLayersModel } from './import-layers-model.js';
import { forwardModel, writeSmallModel, type SmallModel, smallModel } from './small-model.fixture.js';

const stem = named('stem', convolution({ width: 4, kernel: 3, stride: 2 }), batchNorm, relu, maxPool3x3);
const head = named('head', globalAveragePool, fullyConnected(5));
const block1 = named(
  'block1',
  sum(series(conv1x1(4, 2), batchNorm, relu, conv3x3(4), batchNorm), named('shortcut', conv1x1(4, 2), batchNorm)),
  relu,
);

/** The network that the small model is. */
const network: Network = {
  name: 'small',
  family: 'residual',
  dataset: 'cifar10',
  depth: 6,
  shortcut: 'B',
  input: { channels: 3, height: 9, width: 9 },
  classes: 5,
  layers: series(stem, block1, named('block2', sum(series(conv3x3(4), batchNorm), identity), relu), head),
};

const folder = temporaryFolder();

const importSmall = async (model: SmallModel = smallModel(), channelOrder: 'RGB' | 'BGR' = 'RGB') =>
  importLayersModel({ file: await writeSmallModel(folder, model), network, channelOrder });

const predict = async ({ network, parameters }: Awaited<ReturnType<typeof importSmall>>, images: Float32Array) => {
  const session = await referenceEngine.createSession({
    program: flatten(network),
    batchSize: 2,
    precision: 'f64',
    optimizer: { momentum: 0, momentumForm: 'rate-inside', nesterov: false, weightDecay: 0, decayed: 'all' },
  });
  await session.writeParameters(parameters);
  return session.predict(images);
};

const images = Float32Array.from({ length: 2 * 9 * 9 * 3 }, (_, at) => Math.sin(at * 1.7) * 50);

const swapChannels = (values: Float32Array): Float32Array =>
  values.map((_, at) => values[at - (at % 3) + 2 - (at % 3)] ?? NaN);

/** Its first activation. */
const reluOf = (model: SmallModel) => model.layers.find(({ class_name: name }) => name === 'Activation')!;

describe('a TensorFlow.js layers model', () => {
  test('gives the logits that its own layers give, biases, paddings and epsilon included', async () => {
    const model = smallModel();
    const imported = await importSmall(model);
    const logits = await predict(imported, images);
    const expected = [0, 1].flatMap((image) => forwardModel(model, images.subarray(image * 243, (image + 1) * 243)));
    expect([...logits]).toHaveLength(10);
    for (const [at, value] of logits.entries()) expect(value).toBeCloseTo(expected[at]!, 4);
  });

  test('of BGR images gives the same for RGB', async () => {
    const [bgr, rgb] = [await importSmall(), await importSmall(smallModel(), 'BGR')];
    expect(await predict(rgb, swapChannels(images))).toEqual(await predict(bgr, images));
    expect(await predict(rgb, images)).not.toEqual(await predict(bgr, images));
  });

  test('keeps its own epsilon and the paths of the network', async () => {
    const { network: imported, parameters, files } = await importSmall();
    expect(JSON.stringify(imported.layers).match(/"epsilon":0.001/g)).toHaveLength(5);
    expect([...parameters.keys()].sort()).toEqual(
      flatten(network)
        .parameters.map(({ path }) => path)
        .sort(),
    );
    expect(Object.keys(files)).toEqual(['model.json', 'group1-shard1of2.bin', 'group1-shard2of2.bin']);
  });

  test('of other layers is refused where they begin to differ', async () => {
    const file = await writeSmallModel(folder, smallModel());
    const other = { ...network, layers: series(stem, block1, head) };
    await expect(importLayersModel({ file, network: other, channelOrder: 'RGB' })).rejects.toThrow(
      /expected the layers of small, at layer 14 .*global-average-pooling.*, found .*convolution/,
    );
  });

  test.each<[string, (model: SmallModel) => void, string]>([
    [
      'a layer that none of ours is like',
      (m) => (m.layers.at(-2)!.class_name = 'AveragePooling2D'),
      'no layer here is like AveragePooling2D',
    ],
    [
      'an unknown activation',
      (m) => (m.layers[4]!.config.activation = 'elu'),
      'expected activation relu, softmax or linear, found "elu"',
    ],
    [
      'a ReLU with a ceiling',
      (m) => Object.assign(reluOf(m), { class_name: 'ReLU', config: { name: 'relu6', max_value: 6 } }),
      'expected no ceiling, slope or threshold, found {"max_value":6',
    ],
    [
      'strides padded unevenly',
      (m) =>
        Object.assign(m.layers[1]!.config, {
          padding: [
            [0, 1],
            [0, 1],
          ],
        }),
      'expected as much padding on every side',
    ],
    ['numbers that are missing', (m) => void m.weights.pop(), 'expected shards of'],
    ['quantized numbers', (m) => (m.weights[0]!.dtype = 'uint8'), 'expected float32 for'],
    ['weights that are missing', (m) => (m.weights[0]!.name = 'other/kernel'), 'expected weights'],
  ])('with %s is refused', async (_, damage, message) => {
    const model = smallModel();
    const whole = smallModel();
    damage(model);
    const file = await writeSmallModel(folder, model, whole);
    await expect(importLayersModel({ file, network, channelOrder: 'RGB' })).rejects.toThrow(message);
  });

  test('that is another format is refused', async () => {
    const file = join(folder, 'model.json');
    await writeFile(file, JSON.stringify({ format: 'graph-model', modelTopology: { node: [] }, weightsManifest: [] }));
    await expect(importLayersModel({ file, network, channelOrder: 'RGB' })).rejects.toThrow(
      'expected a TensorFlow.js layers model of layers and a weightsManifest, found format "graph-model"',
    );
  });
});
