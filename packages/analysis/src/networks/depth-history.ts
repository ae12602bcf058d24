import type { TopLevelSpec } from 'vega-lite';
import { type Figure, figureFrame } from '../charts/index.js';

/** A winner of ILSVRC classification, or one that came near, as others report it. */
export interface QuotedEntry {
  readonly year: number;
  readonly network: string;
  /** Weighted layers. */
  readonly layers: number;
  /** Top-5 error in percent. */
  readonly error: number;
  /** Whether a text of the source was at hand when the number was written down. */
  readonly checked: boolean;
}

/** Depth and error at ILSVRC, from the authors' talk ("revolution of depth"); none is a result of this suite. */
export const quotedEntries: readonly QuotedEntry[] = [
  { year: 2012, network: 'AlexNet', layers: 8, error: 16.4, checked: false },
  { year: 2014, network: 'VGG', layers: 19, error: 7.3, checked: true },
  { year: 2014, network: 'GoogLeNet', layers: 22, error: 6.7, checked: true },
  { year: 2015, network: 'ResNet', layers: 152, error: 3.57, checked: true },
];

/** How deep the networks of ILSVRC were and which error they had: bars of layers, top-5 error beside them. */
export const depthHistory = (): Figure => {
  const description =
    'Bars of weighted layers and, beside them, bars of top-5 error for AlexNet (2012), VGG and GoogLeNet (2014) and ResNet (2015) at ILSVRC. All numbers are quoted from the talk of the authors; that of 2012 was not checked against it.';
  return {
    id: 'depth-history',
    title: 'Deeper networks at ILSVRC, quoted',
    description,
    spec: historySpec(description),
  };
};

const historySpec = (description: string): TopLevelSpec => ({
  ...figureFrame({
    description,
    title: 'Deeper networks at ILSVRC (quoted, none trained here)',
    subtitle: ["Source: the authors' talk on the paper. * not checked against the source"],
    spacing: 20,
  }),
  data: { values: quotedEntries.map(withLabels) },
  hconcat: [
    barPanel({ field: 'layers', title: 'weighted layers', color: '#7fa8d1', names: true }),
    barPanel({ field: 'error', title: 'top-5 error (%)', color: '#e0a96d', names: false }),
  ],
});

const withLabels = (entry: QuotedEntry) => ({
  ...entry,
  name: `${entry.network}, ${entry.year}`,
  errorText: `${entry.error}${entry.checked ? '' : ' *'}`,
  layersText: String(entry.layers),
});

/** Room for the number behind the longest bar. */
const ends = { layers: 190, error: 21 };

const barPanel = ({
  field,
  title,
  color,
  names,
}: {
  readonly field: 'layers' | 'error';
  readonly title: string;
  readonly color: string;
  readonly names: boolean;
}): Extract<TopLevelSpec, { hconcat: unknown }>['hconcat'][number] => ({
  width: 250,
  height: 150,
  encoding: {
    y: {
      field: 'name',
      type: 'ordinal',
      sort: quotedEntries.map((entry) => withLabels(entry).name),
      axis: names ? { title: null, grid: false, tickSize: 0 } : null,
    },
    x: {
      field,
      type: 'quantitative',
      axis: { title, grid: false, tickCount: 4 },
      scale: { domain: [0, ends[field]], nice: false },
    },
  },
  layer: [
    { mark: { type: 'bar', color, height: { band: 0.6 } } },
    {
      mark: { type: 'text', align: 'left', dx: 5, fontSize: 12, color: '#222222' },
      encoding: { text: { field: `${field}Text` } },
    },
  ],
});
