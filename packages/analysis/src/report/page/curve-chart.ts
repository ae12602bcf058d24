import { type Run, runKey } from '@resnet/run-log';
import type { ErrorPanel } from '../../charts/index.js';
import type { PageChart, PageData } from '../page-data.js';
import { chartControls } from './chart-controls.js';
import { type ChartChoices, type ChartState, choicesOf, type Extent, initialState, shownRuns } from './chart-state.js';
import { printedName } from '../../words.js';
import { swatch } from './choices.js';
import { element } from './element.js';
import { keptZoom, limitsOf, moved, startOf, zoomed } from './extent.js';
import { curvesOf, type Line } from './lines.js';
import { Panel } from './panel.js';
import { ReadingLine } from './reading-line.js';
import { placeOn, placesOf, readingsAt } from './readings.js';
import { readout } from './readout.js';

/** Error curves of several runs in one or more panels that share what is switched on, what is zoomed to and what is read. */
export class CurveChart {
  private readonly runs: readonly Run[];
  private readonly choices: ChartChoices;
  private readonly panels: readonly Panel[];
  private readonly reading: ReadingLine;
  private state: ChartState;

  constructor(
    host: HTMLElement,
    private readonly chart: PageChart,
    data: { readonly runs: ReadonlyMap<string, Run>; readonly specs: PageData['specs'] },
  ) {
    this.runs = chart.runs.flatMap((key) => data.runs.get(key) ?? []);
    const members = [...new Set(chart.panels.flatMap((panel) => panel.members))];
    const kinds = (['training', 'test'] as const).filter((kind) =>
      chart.panels.some((panel) => panel.kinds.includes(kind)),
    );
    this.choices = choicesOf(this.runs, { members, kinds });
    const state = initialState(this.choices);
    this.state = chart.layout === 'compared' ? { ...state, budgets: this.choices.budgets } : state;
    this.panels = chart.panels
      .filter((panel) => panel.members.some((member) => this.choices.members.includes(member)))
      .map((panel) => this.panelOf(panel, data.specs));
    this.reading = new ReadingLine((at) => this.read(at));
    const controls = chartControls({
      choices: this.choices,
      state: this.state,
      colors: chart.colors,
      change: (change) => this.change(change),
      zoom: (factor) => this.zoom((extent, limits) => zoomed(extent, limits, factor, this.state.errorScale)),
      move: (share) => this.zoom((extent, limits) => moved(extent, limits, share)),
    });
    const panels = element('div', { class: 'panels' }, ...this.panels.map(({ host: one }) => one));
    const names = this.choices.members.map((member) =>
      element('span', {}, ...swatch(chart.colors[member]), printedName(member)),
    );
    const legend = element('p', { class: 'legend' }, ...(chart.panels.length === 1 ? names : []));
    host.replaceChildren(...arranged({ layout: chart.layout, legend, controls, panels, readout: this.reading.host }));
    this.draw();
    new ResizeObserver(() => this.draw()).observe(panels);
  }

  private panelOf(panel: ErrorPanel, specs: PageData['specs']): Panel {
    return new Panel(panel, specs, {
      look: (line) => this.look(line),
      read: (at) => this.read(at),
      zoomTo: (zoom) => this.change(() => ({ zoom })),
    });
  }

  private change(change: (state: ChartState) => Partial<ChartState>): void {
    const changed = { ...this.state, ...change(this.state) };
    // Another axis has other numbers: what was zoomed to or read on the one before means nothing on it.
    const sameAxes = changed.across === this.state.across && changed.errorScale === this.state.errorScale;
    const at = sameAxes ? changed.at : null;
    const zoom = sameAxes ? keptZoom(changed.zoom, this.lines(changed)) : null;
    this.state = { ...changed, zoom, at };
    this.draw();
  }

  private zoom(change: (extent: Extent, limits: Extent) => Extent): void {
    const lines = this.lines();
    const { errorScale, zoom } = this.state;
    this.change(() => ({ zoom: change(zoom ?? startOf(lines, errorScale), limitsOf(lines, errorScale)) }));
  }

  private read(at: number | null): void {
    this.state = { ...this.state, at };
    for (const panel of this.panels) panel.read(at);
    this.showReadings();
  }

  private draw(): void {
    const shown = shownRuns(this.runs, this.state);
    const lines = this.lines();
    // A place beyond all that is left switched on has nothing to read.
    this.state = { ...this.state, at: placeOn(lines, this.state.at) };
    const extent = this.state.zoom ?? startOf(lines, this.state.errorScale);
    for (const panel of this.panels) panel.draw({ state: this.state, shown, extent });
    this.showReadings();
  }

  private showReadings(): void {
    const lines = this.lines();
    const { at, across } = this.state;
    const values = readout(lines, readingsAt(lines, at), (run) => this.colorOf(run));
    this.reading.show({ values, at, across, places: placesOf(lines) });
  }

  /** The lines of all panels, each once. */
  private lines(state: ChartState = this.state): readonly Line[] {
    const shown = shownRuns(this.runs, state);
    const lines = this.chart.panels.flatMap((panel) => curvesOf(shown, panel, state));
    return [...new Map(lines.map((line) => [line.line, line])).values()];
  }

  private colorOf({ record }: Run): string {
    return this.chart.colors[runKey(record)] ?? this.chart.colors[record.member] ?? 'currentColor';
  }

  /** The longest budget stands out. */
  private look({ run }: Line): { readonly color: string; readonly opacity: number } {
    const rank = this.state.budgets.length < 2 ? 0 : this.choices.budgets.indexOf(run.record.budget);
    return { color: this.colorOf(run), opacity: 0.6 ** rank };
  }
}

const arranged = ({
  layout,
  legend,
  controls,
  panels,
  readout,
}: Readonly<Record<'legend' | 'controls' | 'panels' | 'readout', HTMLElement>> &
  Pick<PageChart, 'layout'>): readonly HTMLElement[] =>
  layout !== 'small'
    ? [controls, panels, readout]
    : [
        legend,
        panels,
        element('details', { class: 'folded' }, element('summary', {}, 'Choose, zoom and read'), controls, readout),
      ];
