import { describe, expect, test } from '@jest/globals';
import { plainNetwork, residualNetwork } from '@resnet/models';
import { networkRecord, recordedNetwork } from './network-record.js';
import { tinyNetwork } from '../run/tiny-run.fixture.js';

const written = (network: typeof tinyNetwork) =>
  JSON.parse(JSON.stringify(networkRecord(network))) as ReturnType<typeof networkRecord>;

describe('the network of a record', () => {
  test.each([
    plainNetwork({ depth: 20 }),
    residualNetwork({ depth: 32, shortcut: 'B' }),
    residualNetwork({ depth: 20, paddedIdentity: { subsampling: 'average-pooling', placement: 'split' } }),
    residualNetwork({ depth: 50, dataset: 'imagenet' }),
  ])('is the one written, with layers and without: $name', (network) => {
    expect(recordedNetwork(written(network), network.dataset)).toEqual(network);
    expect(recordedNetwork({ ...written(network), definition: null }, network.dataset)).toEqual(network);
  });

  test('is the one written where somebody made it up', () => {
    expect(recordedNetwork(written(tinyNetwork), 'cifar10')).toEqual(tinyNetwork);
  });
});
