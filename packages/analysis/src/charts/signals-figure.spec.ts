import { describe, expect, test } from '@jest/globals';
import type { Run, SignalRow } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { signalsFigure } from './signals-figure.js';

const iterations = [0, 10, 1000];

/** Norms that fall tenfold from layer to layer, and less so later. */
const signals = iterations.flatMap((iteration, time): SignalRow[] =>
  [1, 2, 3].map((layer) => ({
    ...{ iteration, layer: `conv${layer}`, gradientNorm: 10 ** ((3 - layer) / (time + 1)), weightNorm: 1 },
    ...{ outputVariance: layer < 3 ? 2 : null, normalizedVariance: layer < 3 ? 1 : null },
  })),
);

const networks = ['resnet-56', 'plain-56', 'resnet-20', 'plain-20'];
const runs = networks.map((network): Run => ({
  ...syntheticRun({ network, experiment: 'tests/signals', budget: 'quick' }),
  signals,
}));
const experiment = {
  ...{ id: 'tests/signals', reproduces: 'nothing', claim: 'nothing' },
  members: networks.map((name) => ({ name, network: { family: 'plain', depth: 20 } as const })),
};

describe('the figure of signals', () => {
  const figure = signalsFigure(experiment, runs);
  const { vconcat } = JSON.parse(JSON.stringify(figure?.spec)) as {
    vconcat: { hconcat: { title: { text: string }; data: { values: { iteration: string; value: number[] }[] } }[] }[];
  };

  test('has plain networks beside the residual ones of their depth, gradients above variances', () => {
    const titles = vconcat.map(({ hconcat }) => hconcat.map(({ title }) => title.text));
    expect(titles).toEqual(Array(2).fill(['plain-20', 'ResNet-20', 'plain-56', 'ResNet-56']));
  });

  test('has a line for each iteration, of the layers that batch normalization follows', () => {
    const values = vconcat[0]?.hconcat[0]?.data.values;
    expect(values?.map(({ iteration }) => iteration)).toEqual(['0', '10', '1,000']);
    expect(values?.[0]?.value).toEqual([100, 10]);
  });

  test('is this specification, but for its data', () => {
    const text = JSON.stringify(figure?.spec, (key, value: unknown) => (key === 'values' ? [] : value), 2);
    expect(text).toMatchSnapshot();
  });

  test('is none where no run measured signals', () => {
    expect(signalsFigure(experiment, [syntheticRun({ network: 'plain-20' })])).toBeNull();
  });
});
