import { describe, expect, test } from '@jest/globals';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { flatten, parameterSize } from '@resnet/engine';
import { temporaryFolder } from '@resnet/files/temporary-folder.fixture';
import { conv3x3, networkNamed, residualNetwork, series, type Network } from '@resnet/models';
import { createRandom } from '@resnet/random';
import { decodeSafetensors, encodeSafetensors, type Tensor } from '../../checkpoints/index.js';
import { importWeights, type WeightsImportOptions } from '../import-weights.js';
import { exportTensors } from './export-tensors.js';
import { pytorchNames, torchvisionNames } from './tensor-names.js';

const input = { range: 1, mean: [0.485, 0.456, 0.406], divisor: [0.229, 0.224, 0.225] } as const;

const folder = temporaryFolder();

const randomParameters = (network: Network) =>
  new Map(
    flatten(network).parameters.map((parameter) => {
      const random = createRandom(1, parameter.path);
      // A few are enough to tell parameters apart, and the rest stay zero: networks of ImageNet have millions.
      const numbers = new Float32Array(parameterSize(parameter));
      return [parameter.path, numbers.fill(1 + random.integer(1e6), 0, 8)];
    }),
  );

/** A file of a network's parameters by names of anyone's, with what else PyTorch writes. */
const writeTensors = async (
  network: Network,
  nameOf: (path: string) => string,
  change?: (tensors: Map<string, Tensor>) => void,
  metadata: Readonly<Record<string, string>> = {},
) => {
  const values = randomParameters(network);
  const tensors = new Map(
    flatten(network).parameters.map(({ path, shape }): [string, Tensor] => [
      nameOf(path),
      { shape, data: values.get(path)! },
    ]),
  );
  change?.(tensors);
  const file = join(folder, 'weights.safetensors');
  await writeFile(file, encodeSafetensors({ tensors, metadata: { format: 'pt', ...metadata } }));
  return file;
};

const importFile = (file: string, change: Partial<WeightsImportOptions> = {}) =>
  importWeights({ file, input, ...change });

const small = residualNetwork({ depth: 8, shortcut: 'B' });

describe("torchvision's names", () => {
  test.each([
    ['stem/conv1/weights', 'conv1.weight'],
    ['stem/norm1/scale', 'bn1.weight'],
    ['stem/norm1/shift', 'bn1.bias'],
    ['stage1/block1/conv1/weights', 'layer1.0.conv1.weight'],
    ['stage4/block3/norm2/running-mean', 'layer4.2.bn2.running_mean'],
    ['stage3/block23/norm3/running-variance', 'layer3.22.bn3.running_var'],
    ['stage2/block1/shortcut/conv1/weights', 'layer2.0.downsample.0.weight'],
    ['stage2/block1/shortcut/norm1/shift', 'layer2.0.downsample.1.bias'],
    ['head/fc1/weights', 'fc.weight'],
    ['head/fc1/bias', 'fc.bias'],
  ])('call %s %s', (path, name) => {
    expect(torchvisionNames.nameOf(path)).toBe(name);
  });

  test.each(['resnet-18-B', 'resnet-50', 'resnet-34-C'])('are different for every parameter of %s', (name) => {
    const paths = flatten(networkNamed(name)).parameters.map(({ path }) => path);
    expect(new Set(paths.map(torchvisionNames.nameOf)).size).toBe(paths.length);
    expect(new Set(paths.map(pytorchNames.nameOf)).size).toBe(paths.length);
  });
});

describe('a network exported', () => {
  test('is named as torchvision names those of ImageNet, and by its own paths otherwise', () => {
    const namesOf = (network: Network) => {
      const parameters = randomParameters(network);
      const bytes = exportTensors({ network, program: flatten(network), parameters, input: {} });
      return [...decodeSafetensors(bytes, 'x').tensors.keys()];
    };
    expect(namesOf(residualNetwork({ depth: 18, shortcut: 'B' })).slice(0, 7)).toEqual([
      ...['conv1.weight', 'bn1.weight', 'bn1.bias', 'bn1.running_mean', 'bn1.running_var'],
      ...['layer1.0.conv1.weight', 'layer1.0.bn1.weight'],
    ]);
    expect(namesOf(small).slice(4, 6)).toEqual(['stem.norm1.running_var', 'stage1.block1.conv1.weight']);
    // Another head, and a convolution that would be called as the stem's is.
    const { layers, ...own } = residualNetwork({ depth: 18, shortcut: 'B' });
    const built = { ...own, name: 'mine', layers: series(conv3x3(3), layers) };
    expect(namesOf(built).slice(0, 2)).toEqual(['conv1.weight', 'stem.conv1.weight']);
    expect(namesOf(built)).toHaveLength(flatten(built).parameters.length);
  });

  test.each([small, residualNetwork({ depth: 8, paddedIdentity: { placement: 'split' } })])(
    'is imported as it was, and says itself what it is: $name',
    async (network) => {
      const parameters = randomParameters(network);
      const file = join(folder, 'mine.safetensors');
      await writeFile(file, exportTensors({ network, program: flatten(network), parameters, input }));
      const { imported, parameters: again } = await importFile(file, { input: undefined });
      expect(imported.network).toEqual(network);
      expect(imported.name).toBe('mine');
      expect(imported.input).toEqual({ size: 32, channelOrder: 'RGB', ...input });
      expect(again).toEqual(parameters);
      for (const said of [{ dataset: 'cifar10' }, { paddedIdentity: { placement: 'after' } }] as const) {
        await expect(importFile(file, said)).rejects.toThrow(
          `says itself which network it holds, ${network.name}: leave`,
        );
      }
    },
  );
});

describe('weights of others', () => {
  test.each<[string, (path: string) => string]>([
    ["torchvision's", torchvisionNames.nameOf],
    ["torchvision's on several GPUs", (path) => `module.${torchvisionNames.nameOf(path)}`],
    ['those with a classifier called linear', (path) => torchvisionNames.nameOf(path).replace('fc.', 'linear.')],
    [
      'those with projections called shortcut',
      (path) => torchvisionNames.nameOf(path).replace('fc.', 'linear.').replace('downsample', 'shortcut'),
    ],
    ['paths with dots', pytorchNames.nameOf],
    ['paths', (path) => path],
  ])('are read by %s', async (_, nameOf) => {
    const { parameters, imported } = await importFile(await writeTensors(small, nameOf), { network: 'resnet-8-B' });
    expect(parameters).toEqual(randomParameters(small));
    expect(imported.network).toEqual(small);
    expect(imported.source.files['weights.safetensors']).toMatch(/^[0-9a-f]{64}$/);
  });

  test('keep how option A pads where that is said', async () => {
    const file = await writeTensors(residualNetwork({ depth: 8 }), torchvisionNames.nameOf);
    const { imported } = await importFile(file, { network: 'resnet-8', paddedIdentity: { placement: 'split' } });
    expect(imported.network).toEqual(residualNetwork({ depth: 8, paddedIdentity: { placement: 'split' } }));
  });

  test.each(['authors-resnet-50', '"resnet-8-B"', '{"depth":8}'])(
    'with %s as metadata of its own must be told its network',
    async (recorded) => {
      const file = await writeTensors(small, torchvisionNames.nameOf, undefined, { network: recorded });
      await expect(importFile(file)).rejects.toThrow('does not say which network it holds');
      expect((await importFile(file, { network: 'resnet-8-B' })).imported.network).toEqual(small);
    },
  );

  test('with bottlenecks must say where these have their stride', async () => {
    const network = residualNetwork({ depth: 50 });
    const file = await writeTensors(network, torchvisionNames.nameOf);
    await expect(importFile(file, { network: 'resnet-50' })).rejects.toThrow(
      'does not say where the bottlenecks of resnet-50',
    );
    const both = { network: 'resnet-50-v1.5', bottleneckStride: 'first-1x1' } as const;
    await expect(importFile(file, both)).rejects.toThrow('resnet-50-v1.5 has its stride in the 3x3, got first-1x1');
    const strided = await importFile(file, { network: 'resnet-50', bottleneckStride: '3x3' });
    expect(strided.imported.network.name).toBe('resnet-50-v1.5');
    expect(strided.imported.network).toEqual(residualNetwork({ depth: 50, bottleneckStride: '3x3' }));
    expect((await importFile(file, { network: 'resnet-50-v1.5' })).imported.network.name).toBe('resnet-50-v1.5');
    expect((await importFile(file, { network: 'resnet-50', bottleneckStride: 'first-1x1' })).imported.network).toEqual(
      network,
    );
  });

  test.each<[Partial<WeightsImportOptions>, string]>([
    [{ bottleneckStride: '3x3' }, 'expected a network with bottlenecks, whose stride has a place, got resnet-8-B'],
    [{ paddedIdentity: { placement: 'split' } }, 'expected shortcuts of option A, which alone subsample and pad'],
  ])('are not read as a network that has nothing of %j', async (said, message) => {
    const file = await writeTensors(small, torchvisionNames.nameOf);
    await expect(importFile(file, { network: 'resnet-8-B', ...said })).rejects.toThrow(message);
  });

  test.each<[string, Partial<WeightsImportOptions>, string]>([
    ['without their network', {}, 'does not say which network it holds'],
    [
      'without mean and divisor',
      { network: 'resnet-8-B', input: undefined },
      'mean and the divisor of each channel, found nothing',
    ],
    [
      'of another depth',
      { network: 'resnet-14-B' },
      'expected the parameters of resnet-14-B and no others, found them without layer1.1.conv1.weight',
    ],
    ['of another option', { network: 'resnet-8' }, 'with layer2.0.downsample.0.weight'],
    ['that read BGR', { network: 'resnet-8-B', channelOrder: 'BGR' }, 'expected a network that reads RGB'],
    ['of no such network', { network: 'resnet-9' }, 'CIFAR-10 depth must be 6n + 2, got 9'],
  ])('are refused %s', async (_, change, message) => {
    await expect(importFile(await writeTensors(small, torchvisionNames.nameOf), change)).rejects.toThrow(message);
  });

  test('are refused in another shape', async () => {
    const file = await writeTensors(small, torchvisionNames.nameOf, (tensors) =>
      tensors.set('fc.weight', { shape: [100, 64], data: new Float32Array(6400) }),
    );
    await expect(importFile(file, { network: 'resnet-8-B' })).rejects.toThrow(
      'expected shape [10, 64] for head/fc1/weights, found [100, 64]',
    );
  });

  test('are refused in a file of another kind', async () => {
    await expect(importFile(join(folder, 'weights.pth'))).rejects.toThrow(
      'expected a .safetensors file or the model.json',
    );
  });
});
