import {
  basic,
  bottleneck,
  countMultiplyAdds,
  countParameters,
  identity,
  relu,
  type ResidualBranch,
  series,
  sum,
} from '@resnet/models';
import type { TopLevelSpec } from 'vega-lite';
import { type Figure, figureFrame, figureTheme } from '../charts/index.js';

/** What a block costs. */
export interface BlockCost {
  readonly block: string;
  readonly channels: number;
  readonly parameters: number;
  /** For one image. */
  readonly multiplyAdds: number;
}

/** The input channels and map sizes of the four stages of the bottleneck networks (Table 1). */
const stages = [
  { channels: 256, size: 56 },
  { channels: 512, size: 28 },
  { channels: 1024, size: 14 },
  { channels: 2048, size: 7 },
];

/** A bottleneck block (1x1, 3x3, 1x1) and a block of two 3x3 layers around the same channels, both with identity shortcuts. */
export const blockCosts = (): readonly BlockCost[] =>
  stages.flatMap(({ channels, size }) => [
    costOf('two 3x3 layers', basic, { channels, size }),
    costOf('bottleneck: 1x1, 3x3, 1x1', bottleneck, { channels, size }),
  ]);

const costOf = (
  block: string,
  { expansion, layers }: ResidualBranch,
  { channels, size }: { readonly channels: number; readonly size: number },
): BlockCost => {
  const shape = { channels, width: channels / expansion, stride: 1 };
  const network = {
    input: { channels, height: size, width: size },
    layers: series(sum(layers(shape), identity), relu),
  };
  return { block, channels, parameters: countParameters(network), multiplyAdds: countMultiplyAdds(network) };
};

/** Parameters and multiply-adds of both kinds of block, stage by stage. */
export const bottleneckCost = (): Figure => {
  const description =
    'Bars of parameters and of multiply-adds of a block of two 3x3 layers and of a bottleneck block with as many input and output channels, for 256, 512, 1,024 and 2,048 channels. Counted from the network data.';
  return {
    id: 'bottleneck-cost',
    title: 'What a bottleneck saves',
    description,
    spec: costSpec(description),
  };
};

const costSpec = (description: string): TopLevelSpec => ({
  ...figureFrame({
    description,
    title: 'What a bottleneck saves',
    subtitle: ['One block with identity shortcut, counted from the network data'],
    spacing: 60,
  }),
  config: { ...figureTheme, view: { stroke: null } },
  data: {
    values: blockCosts().map(({ block, channels, parameters, multiplyAdds }) => ({
      block,
      channels,
      parameters: parameters / 1e6,
      multiplyAdds: multiplyAdds / 1e6,
    })),
  },
  hconcat: [panel('parameters', 'parameters (millions)'), panel('multiplyAdds', 'multiply-adds (millions)')],
});

const panel = (field: 'parameters' | 'multiplyAdds', title: string) =>
  ({
    width: 300,
    height: 220,
    mark: 'bar',
    encoding: {
      x: {
        field: 'channels',
        type: 'ordinal',
        axis: { title: 'channels in and out', labelAngle: 0, format: ',', tickSize: 0 },
      },
      xOffset: { field: 'block', type: 'nominal', sort: null },
      y: { field, type: 'quantitative', axis: { title, tickCount: 5 } },
      color: {
        field: 'block',
        type: 'nominal',
        sort: null,
        scale: { range: ['#b0bec5', '#7b3fb5'] },
        legend: { orient: 'bottom', symbolType: 'square', symbolSize: 120, labelLimit: 0, columns: 1 },
      },
    },
  }) as const;
