import { describe, expect, test } from '@jest/globals';
import { plainNetwork, residualNetwork, type Network } from '@resnet/models';
import type { RunRecord } from '@resnet/run-log';
import { cifarRecipe, cifarWarmUpRecipe, imagenetRecipe, type Recipe, scaleRecipe } from '../recipe/index.js';
import { networkRecord } from './network-record.js';
import { protocolLines } from './protocol-lines.js';

const lines = (network: Network, recipe: Partial<Recipe>, precision = 'f32', name = 'cifar10') => {
  const dataset = { name, checksums: {}, trainingImages: recipe.trainingSet === '45k' ? 45_000 : 50_000 };
  const record = { network: networkRecord(network), recipe: { ...recipe }, dataset, precision };
  return protocolLines(record as unknown as RunRecord);
};
const resnet20 = residualNetwork({ depth: 20 });
const unlike = (found: ReturnType<typeof lines>) =>
  found.filter(({ agreement }) => agreement === 'differs' || agreement === 'other-choice').map(({ what }) => what);

describe('the protocol of a run', () => {
  test('is the paper’s with the declared recipe', () => {
    expect(unlike(lines(resnet20, cifarRecipe))).toEqual([]);
    expect(unlike(lines(resnet20, { ...cifarRecipe, batchStatistics: 64 }))).toEqual(['batch statistics over']);
  });

  test('has the images that are normalized where a mini-batch is smaller than a group', () => {
    const found = lines(resnet20, { ...cifarRecipe, batchSize: 16, batchStatistics: 32 });
    expect(found.find(({ what }) => what === 'batch statistics over')).toMatchObject({
      ...{ run: '16 images', agreement: 'other-choice' },
    });
    const ofOneGpu = lines(resnet20, { ...cifarRecipe, batchStatistics: 64 });
    expect(ofOneGpu.find(({ what }) => what === 'batch statistics over')).toMatchObject({
      run: '64 images, as many as one GPU of the paper had',
    });
  });

  test('of photographs has the images that are normalized too', () => {
    const recipe = { ...imagenetRecipe, batchSize: 16 };
    const found = lines(residualNetwork({ depth: 18 }), recipe, 'f32', 'imagenet');
    expect(found.find(({ what }) => what === 'batch statistics over')).toMatchObject({
      ...{ run: '16 images', agreement: 'other-choice' },
    });
  });

  test('differs in the iterations of a shorter budget and the drops that come with them', () => {
    const found = lines(resnet20, scaleRecipe(cifarRecipe, 'short'));
    expect(found.filter(({ agreement }) => agreement === 'differs')).toEqual([
      { what: 'iterations', paper: '64,000', run: '8,000', agreement: 'differs' },
      {
        what: 'rate drops',
        paper: 'times 0.1 at 32,000, times 0.1 at 48,000',
        run: 'times 0.1 at 4,000, times 0.1 at 6,000',
        agreement: 'differs',
      },
    ]);
  });

  test('starts with a lower rate from 110 layers on, and not before', () => {
    const deep = residualNetwork({ depth: 110 });
    expect(unlike(lines(deep, cifarWarmUpRecipe))).toEqual([]);
    expect(unlike(lines(deep, cifarRecipe))).toContain('start with a lower rate');
    expect(unlike(lines(resnet20, cifarWarmUpRecipe))).toContain('start with a lower rate');
  });

  test.each([
    [{ nesterov: true }, 'Nesterov momentum'],
    [{ trainingSet: '45k' }, 'training images'],
    [{ padValue: 'black' }, 'padding of crops'],
    [{ inputScale: 'per-channel-deviation' }, 'input scale'],
    [{ initialization: 'fan-out' }, 'initialization'],
    [{ momentumForm: 'rate-outside' }, 'form of momentum'],
    [{ weightDecayOn: 'convolutions' }, 'weight decay on'],
    [{ testStatistics: 'exact-average' }, 'statistics at test'],
    [{ cropAverage: 'logits' }, 'ten crops average'],
    [{ augmentation: 'none' }, 'augmentation'],
    [{ momentum: 0.8 }, 'momentum'],
    [{ weightDecay: 0 }, 'weight decay'],
    [{ batchSize: 64 }, 'mini-batch'],
  ] as [Partial<Recipe>, string][])('differs with %j in one line', (change, what) => {
    expect(unlike(lines(resnet20, { ...cifarRecipe, ...change }))).toContain(what);
  });

  test('names precision and the making of option A, which a plain network has not', () => {
    const paddedIdentity = { subsampling: 'average-pooling', placement: 'split' } as const;
    const other = lines(residualNetwork({ depth: 20, paddedIdentity }), cifarRecipe, 'bf16');
    expect(unlike(other)).toEqual(['option A subsamples by', 'option A pads channels', 'precision']);
    expect(lines(plainNetwork({ depth: 20 }), cifarRecipe).map(({ what }) => what)).not.toContain(
      'option A subsamples by',
    );
  });

  test('of a record older than an option has what was done then', () => {
    const older = Object.fromEntries(Object.entries(cifarRecipe).filter(([option]) => option !== 'padValue'));
    expect(lines(resnet20, older)).toEqual(lines(resnet20, cifarRecipe));
  });
});
