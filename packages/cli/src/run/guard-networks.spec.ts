import { describe, expect, it } from '@jest/globals';
import { referenceEngine, type Engine } from '@resnet/engine';
import { fullyConnected, plainNetwork, relu, residualNetwork, series, type Network } from '@resnet/models';
import { cifarRecipe, memberOf, type RunData } from '@resnet/training';
import { guardNetworks } from './guard-networks.js';

const images = { count: 1, height: 32, width: 32, channels: 3, classes: 10, images: new Uint8Array(3072) };
const set = { ...images, labels: new Int32Array(1) };
const data: RunData = { kind: 'images', train: set, test: set, checksums: {} };
/** One that computes no network whose last layer is a ReLU. */
const engine: Engine = {
  ...referenceEngine,
  checkProgram: ({ operations }, precision) => {
    const last = operations.at(-1);
    if (last?.kind === 'relu') throw new RangeError(`no ReLU at the end in ${precision}, found ${last.path}`);
  },
};
const setup = {
  engine,
  precision: 'f64',
  data,
  experiment: { id: 'x', reproduces: '', claim: '', dataset: 'cifar10', members: [] },
} as const;
const run = (network: Network, state: 'finished' | null = null) => ({
  state,
  member: memberOf({ network, recipe: cifarRecipe }),
});
const plain = plainNetwork({ depth: 20 });
const odd: Network = { ...plain, name: 'odd', layers: series(plain.layers, fullyConnected(10), relu) };

describe('before anything is trained', () => {
  it('a network that the engine does not compute is named, with what the engine says', () => {
    expect(() => guardNetworks([run(plain), run(odd)], setup)).toThrow('odd: no ReLU at the end in f64, found relu1');
  });

  it('a network of other classes or images than the data set has is named', () => {
    expect(() => guardNetworks([run(plain), run({ ...plain, name: 'few', classes: 5 })], setup)).toThrow(
      'expected a network of the 10 classes of cifar10, got few with 5',
    );
    expect(() => guardNetworks([run(residualNetwork({ depth: 18, classes: 10 }))], setup)).toThrow(
      'expected a network of images of 32x32x3, got resnet-18 of 224x224x3',
    );
  });

  it('nothing is said of what is finished, and of an engine that computes all', () => {
    guardNetworks([run(plain), run(odd, 'finished')], setup);
    guardNetworks([run(odd)], { ...setup, engine: referenceEngine });
  });
});
