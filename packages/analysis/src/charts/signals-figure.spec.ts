import { describe, expect, test } from '@jest/globals';
import type { Run, SignalRow } from '@resnet/run-log';
import { syntheticRun } from '../synthetic-run.js';
import { drawFigures } from './render.js';
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

interface PanelJson {
  readonly title: { readonly text: string };
  readonly data: { readonly values: readonly { iteration: string; layer: number[]; value: number[] }[] };
  readonly encoding: Readonly<Record<'x' | 'y' | 'color', { readonly scale: { readonly domain: unknown[] } }>>;
}

const rowsOf = (of: readonly Run[]) =>
  (JSON.parse(JSON.stringify(signalsFigure(experiment, of)?.spec)) as { vconcat: { hconcat: PanelJson[] }[] }).vconcat;

describe('the figure of signals', () => {
  const vconcat = rowsOf(runs);

  test('has plain networks beside the residual ones of their depth, gradients above variances', () => {
    const titles = vconcat.map(({ hconcat }) => hconcat.map(({ title }) => title.text));
    expect(titles).toEqual(Array(2).fill(['plain-20', 'ResNet-20', 'plain-56', 'ResNet-56']));
  });

  test('has a line for each iteration, of the layers that batch normalization follows', () => {
    const values = vconcat[0]?.hconcat[0]?.data.values;
    expect(values?.map(({ iteration }) => iteration)).toEqual(['0', '10', '1,000']);
    expect(values?.[0]?.value).toEqual([100, 10]);
  });

  test('has logarithmic axes of whole powers of ten, the same for all panels of a row, and a colour for each iteration', () => {
    const domains = [
      [1, 100],
      [1, 10],
    ];
    for (const [index, { hconcat }] of vconcat.entries()) {
      for (const { encoding } of hconcat) {
        expect(encoding).toMatchObject({
          x: { field: 'layer', scale: { domain: [1, 2] } },
          y: { field: 'value', scale: { type: 'log', domain: domains[index] } },
          color: {
            field: 'iteration',
            scale: { domain: ['0', '10', '1,000'], scheme: { name: 'inferno' } },
          },
        });
      }
    }
  });

  test('has the same colours for the rows of all budgets, from early to late', () => {
    const longer = runs.map((run) => ({
      ...syntheticRun({ network: run.record.member, experiment: 'tests/signals', budget: 'short' }),
      signals: signals.map((row) => ({ ...row, iteration: row.iteration * 3 })),
    }));
    const domains = rowsOf([...runs, ...longer]).flatMap(({ hconcat }) =>
      hconcat.map(({ encoding }) => encoding.color.scale.domain),
    );
    expect(domains).toHaveLength(16);
    expect(new Set(domains.map(String))).toEqual(new Set(['0,10,30,1,000,3,000']));
  });

  test('leaves out what has no place on a logarithmic axis, and draws the rest where it was', async () => {
    const withZeros = signals.map((row) => ({
      ...row,
      gradientNorm: row.layer === 'conv1' ? 0 : row.gradientNorm,
      outputVariance: row.outputVariance && 0,
    }));
    const [run] = runs;
    const [gradients, variances] = rowsOf([{ ...run!, signals: withZeros }]);
    expect(gradients?.hconcat[0]?.data.values[0]).toEqual({ iteration: '0', layer: [2], value: [10] });
    expect(gradients?.hconcat[0]?.encoding.y.scale.domain).toEqual([1, 10]);
    expect(variances?.hconcat[0]?.data.values).toEqual([]);
    const [drawn] = await drawFigures([signalsFigure(experiment, [{ ...run!, signals: withZeros }])!]);
    expect(drawn?.svg).toContain('norm of the weight gradient');
  });

  test('is none where no run measured signals', () => {
    expect(signalsFigure(experiment, [syntheticRun({ network: 'plain-20' })])).toBeNull();
  });
});
