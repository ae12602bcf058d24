import { describe, expect, it } from '@jest/globals';
import { syntheticRun } from '../synthetic-run.js';
import { errorPanel, heightBelow } from './error-panel.js';
import type { Figure } from './figure.js';
import { degradationFigure, figure1, figure4, figure6 } from './figures.js';
import { specText } from './spec-text.js';

const plain = [20, 32, 44, 56].map((depth) =>
  syntheticRun({ network: `plain-${depth}`, trainingError: 7, testError: 12 }),
);
const residual = [20, 32, 44, 56, 110, 1202].map((depth) => syntheticRun({ network: `resnet-${depth}`, testError: 7 }));
const quick = ['plain-20', 'plain-56'].map((network) =>
  syntheticRun({ network, budget: 'quick', trainingError: 50, testError: 60 }),
);

/** What a panel of these figures has, as far as tests look at it. */
interface PanelJson {
  readonly title: { readonly text: string };
  readonly data: { readonly values: readonly { readonly member: string; readonly kind: string }[] };
  readonly encoding: Readonly<
    Record<
      'x' | 'y' | 'color',
      { scale: { domain: unknown[]; range: string[] }; axis: { title: string }; legend: object }
    >
  >;
}
interface RowJson {
  readonly title: { readonly text: string; readonly subtitle: readonly string[] };
  readonly hconcat: readonly PanelJson[];
}

const rowsOf = (figure: Figure | null): readonly RowJson[] =>
  (JSON.parse(JSON.stringify(figure?.spec)) as { vconcat: RowJson[] }).vconcat;
const panelsOf = (figure: Figure | null): readonly PanelJson[] => rowsOf(figure).flatMap(({ hconcat }) => hconcat);

const curvesOf = ({ data }: PanelJson): readonly string[] => data.values.map(({ member, kind }) => `${member} ${kind}`);

it('draws a curve of one point as a dot', () => {
  const curve = { member: 'plain-20', kind: 'test', iteration: [400], error: [55] } as const;
  const line = { ...curve, kind: 'training', iteration: [200, 400], error: [70, 60] } as const;
  const panelOf = (curves: readonly (typeof curve | typeof line)[]) =>
    errorPanel({ title: '', errorTitle: '', curves, colors: new Map(), axes: { iterations: 400, ceiling: 100 } });
  const dot = { transform: [{ filter: 'length(datum.error) === 1' }, {}], mark: { type: 'circle' } };
  expect(panelOf([line, curve])).toMatchObject({ layer: [{ mark: { type: 'line' } }, dot] });
  expect(panelOf([line])).toMatchObject({ mark: { type: 'line' } });
});

describe('a legend', () => {
  const legendOf = (members: readonly string[]) => {
    const panel = errorPanel({
      title: '',
      errorTitle: 'error (%)',
      curves: members.map((member) => ({ member, kind: 'test', iteration: [1, 2], error: [1, 1] })),
      colors: new Map(),
      axes: { iterations: 1, ceiling: 20 },
    });
    return (JSON.parse(JSON.stringify(panel)) as PanelJson).encoding.color.legend;
  };

  it('has as many columns as its names leave room for, and cuts no long name', () => {
    expect(legendOf(['ResNet-20', 'ResNet-1202'])).not.toHaveProperty('columns');
    expect(legendOf(['ResNet-20', 'ResNet-20/fan-out'])).toMatchObject({ columns: 2, labelLimit: 0 });
    expect(legendOf(['ResNet-20/decay-convolutions'])).toMatchObject({ columns: 1, labelLimit: 0 });
  });

  it('makes its panel higher by a row for each of its own', () => {
    const long = ['ResNet-20/fan-out-and-more', 'ResNet-20/average-pooling'];
    expect(heightBelow(long) - heightBelow(['ResNet-20', 'ResNet-56'])).toBe(20);
  });
});

describe('Figure 1', () => {
  it('has training error left and test error right', () => {
    expect(panelsOf(figure1(plain)).map(curvesOf)).toEqual([
      ['plain-20 training', 'plain-56 training'],
      ['plain-20 test', 'plain-56 test'],
    ]);
    expect(panelsOf(figure1(plain)).map(({ encoding }) => encoding.y.axis.title)).toEqual([
      'training error (%)',
      'test error (%)',
    ]);
  });

  it('has error over iteration, coloured by depth', () => {
    for (const { encoding } of panelsOf(figure1(plain))) {
      expect(encoding).toMatchObject({
        x: { field: 'iteration', scale: { domain: [0, 64_000] } },
        y: { field: 'error', scale: { domain: [0, 20] } },
        color: { field: 'member', scale: { domain: ['plain-20', 'plain-56'], range: ['#e0a000', '#d62828'] } },
      });
    }
  });
});

describe('Figure 6', () => {
  it('has plain networks left, residual ones in the middle, the deepest two right', () => {
    const panels = panelsOf(figure6([...plain, ...residual]));
    expect(panels.map(({ encoding }) => encoding.color.scale.domain)).toEqual([
      ['plain-20', 'plain-32', 'plain-44', 'plain-56'],
      ['ResNet-20', 'ResNet-32', 'ResNet-44', 'ResNet-56', 'ResNet-110'],
      ['ResNet-110', 'ResNet-1202'],
    ]);
  });

  it('has the paper’s axes on the paper’s budget', () => {
    for (const { encoding } of panelsOf(figure6(plain))) {
      expect(encoding.x.scale.domain).toEqual([0, 64_000]);
      expect(encoding.x.axis.title).toBe('iteration (1e4)');
      expect(encoding.y.scale.domain).toEqual([0, 20]);
      expect(encoding.y.axis.title).toBe('error (%)');
    }
  });

  it('leaves out panels without runs and names what was not run', () => {
    const rows = rowsOf(figure6(residual.slice(0, 2)));
    expect(rows.map(({ hconcat }) => hconcat.map(({ title }) => title.text))).toEqual([['residual']]);
    expect(rows[0]?.title.subtitle).toEqual([
      'seed 1 · onednn bf16 · 2026-01-02 · errors above 20% cut off',
      'not run: plain-20, 32, 44, 56; ResNet-44, 56, 110, 1202',
    ]);
  });
});

describe('the figure of degradation', () => {
  it('draws each budget in a row of its own, with axes of its own', () => {
    const rows = rowsOf(degradationFigure([...quick, ...plain]));
    expect(rows.map(({ title }) => title.text)).toEqual([
      'paper budget (64,000 iterations)',
      'quick budget (1,000 iterations)',
    ]);
    const { x, y } = rows[1]!.hconcat[0]!.encoding;
    expect(x.axis.title).toBe('iteration');
    expect(y.scale.domain).toEqual([0, 80]);
  });

  it('has training dashed and test bold', () => {
    const [panel] = panelsOf(degradationFigure(plain));
    const channel = (range: readonly unknown[]) => ({ field: 'kind', scale: { domain: ['training', 'test'], range } });
    expect(panel!.encoding).toMatchObject({
      strokeDash: channel([
        [4, 2],
        [1, 0],
      ]),
      strokeWidth: channel([1.2, 2.4]),
    });
  });

  it('says which runs did not end', () => {
    const run = syntheticRun({ network: 'resnet-56', budget: 'quick', state: 'diverged', progress: 0.5 });
    expect(rowsOf(degradationFigure([run]))[0]?.title.subtitle).toContain('ResNet-56 diverged at iteration 500');
  });

  it('keeps the lowest seed where it ended before its first row, and draws what it has of a run without training rows', () => {
    const early = syntheticRun({ network: 'plain-56', state: 'diverged', progress: 0 });
    const withoutRows = { ...syntheticRun({ network: 'resnet-56' }), training: [] };
    const runs = [
      early,
      syntheticRun({ network: 'plain-56', seed: 2 }),
      syntheticRun({ network: 'plain-20' }),
      withoutRows,
    ];
    const figure = degradationFigure(runs)!;
    const [row] = rowsOf(figure);
    expect(row?.hconcat.map(curvesOf)).toEqual([['plain-20 training', 'plain-20 test'], ['ResNet-56 test']]);
    expect(row?.title.subtitle.slice(1)).toEqual([
      'plain-56 diverged at iteration 0',
      'ResNet-56 has no rows of training.csv',
      'not run: ResNet-20',
    ]);
    expect(figure.curves?.notes).toEqual([
      'paper budget (64,000 iterations): plain-56 (seed 1) diverged at iteration 0',
      'paper budget (64,000 iterations): ResNet-56 (seed 1) has no rows of training.csv',
      'paper budget (64,000 iterations): not run: ResNet-20',
    ]);
    expect(figure.curves?.runs).toHaveLength(4);
    expect(degradationFigure([early])).toBeNull();
  });

  it('names the protocol of photographs, whose test error is of the validation set', () => {
    const run = syntheticRun({ network: 'plain-20' });
    const evaluation = run.evaluation.map((row) => ({ ...row, split: 'validation', protocol: 'center-crop' }) as const);
    const [crops, whole] = [{ ...run, evaluation }, run].map((each) => rowsOf(degradationFigure([each]))[0]);
    expect(crops?.title.subtitle).toContain('test: center crops of the validation set');
    expect(whole?.title.subtitle.join()).not.toContain('validation');
  });
});

describe('every figure', () => {
  it('is none where nothing has been run', () => {
    expect([figure1([]), figure6([]), degradationFigure(residual.slice(4))]).toEqual([null, null, null]);
  });

  it('gives a network the same colour', () => {
    const colors = new Map<string, Set<string>>();
    for (const make of [figure1, figure6, degradationFigure]) {
      for (const { encoding } of panelsOf(make([...plain, ...residual]))) {
        const { domain, range } = encoding.color.scale;
        domain.forEach((network, index) => {
          colors.set(String(network), (colors.get(String(network)) ?? new Set()).add(range[index] ?? ''));
        });
      }
    }
    expect([...colors.values()].map(({ size }) => size)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(colors.get('plain-56')).toEqual(colors.get('ResNet-56'));
  });

  it('is the same text whatever the order of the runs, a curve to a line', () => {
    const [text, reversed] = [residual, [...residual].reverse()].map((runs) => specText(figure6(runs)!.spec));
    expect(reversed).toBe(text);
    expect(text!.split('\n').filter((line) => /^ *"iteration": \[[\d,]+\],$/.test(line))).toHaveLength(14);
  });
});

describe('Figure 4', () => {
  it('has the plain networks left and the residual ones right', () => {
    const runs = ['plain-18', 'plain-34', 'resnet-18', 'resnet-34'].map((network) => syntheticRun({ network }));
    expect(panelsOf(figure4(runs)).map((panel) => [panel.title.text, new Set(curvesOf(panel)).size])).toEqual([
      ['plain', 4],
      ['residual', 4],
    ]);
    expect(figure4([])).toBeNull();
  });
});
