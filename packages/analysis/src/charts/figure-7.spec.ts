import { expect, test } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { figure7 } from './figure-7.js';

const runs = [
  syntheticRun({ network: 'plain-20', layerResponses: [1, 3, 2] }),
  syntheticRun({ network: 'resnet-20', layerResponses: [0.5, 0.4, 0.75] }),
  syntheticRun({ network: 'resnet-56' }),
];

interface PanelJson {
  readonly data: { readonly values: readonly { readonly member: string; readonly response: readonly number[] }[] };
}

const panelsOf = (): readonly PanelJson[] =>
  (JSON.parse(JSON.stringify(figure7(runs)?.spec)) as { vconcat: { vconcat: PanelJson[] }[] }).vconcat.flatMap(
    ({ vconcat }) => vconcat,
  );

const drawn = ({ data }: PanelJson) => data.values.map(({ member, response }) => [member, response]);

test('Figure 7 has the responses in the order of the network, and below them sorted', () => {
  const [top, bottom] = panelsOf();
  expect(drawn(top!)).toEqual([
    ['plain-20', [1, 3, 2]],
    ['ResNet-20', [0.5, 0.4, 0.75]],
  ]);
  expect(drawn(bottom!)).toEqual([
    ['plain-20', [3, 2, 1]],
    ['ResNet-20', [0.75, 0.5, 0.4]],
  ]);
});

test('Figure 7 has colours of its own for each budget, which may have other members', () => {
  expect(figure7(runs)?.spec).toMatchObject({ resolve: { scale: { color: 'independent' } } });
});

test('Figure 7 has a logarithmic axis where responses span more than a factor of ten', () => {
  const early = syntheticRun({ network: 'plain-56', layerResponses: [18, 2, 1] });
  expect(JSON.stringify(figure7(runs)?.spec)).not.toContain('"type":"log"');
  expect(JSON.stringify(figure7([...runs, early])?.spec)).toContain('"type":"log"');
});

test('Figure 7 names the networks that it has no responses of', () => {
  expect(JSON.stringify(figure7(runs)?.spec)).toContain('no responses recorded: plain-56; ResNet-56, 110');
});

test('Figure 7 is none where no run recorded responses', () => {
  expect(figure7([syntheticRun({ network: 'plain-20' })])).toBeNull();
});

test('Figure 7 has a line for each network, coloured by depth, plain ones dashed', () => {
  for (const panel of panelsOf()) {
    expect(panel).toMatchObject({
      transform: [{ flatten: ['layer', 'response'] }],
      mark: { type: 'line' },
      encoding: {
        x: { field: 'layer', scale: { domain: [1, 3] } },
        y: { field: 'response', scale: { zero: true } },
        color: { field: 'member', scale: { domain: ['plain-20', 'ResNet-20'], range: ['#e0a000', '#e0a000'] } },
        strokeDash: {
          field: 'family',
          scale: {
            domain: ['plain', 'residual'],
            range: [
              [5, 3],
              [1, 0],
            ],
          },
        },
      },
    });
  }
});
