import { type Run, runKey } from '@resnet/run-log';
import { compareSides, type Comparison, type SideDifference } from '../../compare/index.js';
import { unique } from '../../words.js';
import { curveColor, sideColors } from '../curve-colors.js';
import type { PageChart, PageSpecs } from '../page-data.js';
import { commonRuns, firstSides, type SideChoice, sideChoices } from './compared-sides.js';
import { CurveChart } from './curve-chart.js';
import { drawDifference } from './difference-plot.js';
import { element, tableElement } from './element.js';

/** Any two sides that a reader chooses, next to each other: errors, curves, recipes and machines. */
export class RunComparison {
  private readonly choices: readonly SideChoice[];
  private readonly result = element('div', { 'aria-live': 'polite' });
  private readonly selects: readonly [HTMLSelectElement, HTMLSelectElement];

  constructor(
    host: HTMLElement,
    private readonly data: { readonly runs: ReadonlyMap<string, Run>; readonly specs: PageSpecs },
  ) {
    this.choices = sideChoices([...data.runs.values()]);
    const [first, second] = firstSides(this.choices);
    const [left, right] = [this.select(first), this.select(second)];
    this.selects = [left, right];
    host.replaceChildren(
      element(
        'div',
        { class: 'controls' },
        element('label', { class: 'selection' }, 'left', left),
        element('label', { class: 'selection' }, 'right', right),
      ),
      this.result,
    );
    this.show();
  }

  private select(chosen: number): HTMLSelectElement {
    const select = element('select');
    for (const budget of unique(this.choices.map((choice) => choice.budget))) {
      const options = this.choices.flatMap((choice, index) =>
        choice.budget === budget ? [element('option', { value: String(index) }, choice.label)] : [],
      );
      select.append(element('optgroup', { label: `${budget} budget` }, ...options));
    }
    select.value = String(chosen);
    select.addEventListener('change', () => this.show());
    return select;
  }

  private show(): void {
    const [left, right] = this.selects.map(({ value }) => this.choices[Number(value)]?.runs ?? []);
    if (left === undefined || right === undefined) return;
    const common = commonRuns(left, right);
    if (common !== null) {
      this.result.replaceChildren(common);
      return;
    }
    try {
      this.showComparison(compareSides(left, right), { left, right });
    } catch (error) {
      this.result.replaceChildren(`These two cannot be compared: ${String(error)}`);
    }
  }

  private showComparison(
    comparison: Comparison,
    { left, right }: Readonly<Record<'left' | 'right', readonly Run[]>>,
  ): void {
    const chart = element('div', { class: 'chart', id: 'chart-compared' });
    const difference = element('div', { id: 'chart-difference' });
    this.result.replaceChildren(
      ...sentences(comparison),
      chart,
      element('h3', {}, 'Left minus right'),
      difference,
      ...differencesTable('Recipes differ in', comparison.recipe, 'The recipes are the same.'),
      ...differencesTable('Machines differ in', comparison.machine, 'The machines are the same.'),
    );
    new CurveChart(chart, chartOf(left, right), this.data);
    drawDifference(difference, comparison, this.data.specs);
  }
}

const sentences = ({ differences, left, right }: Comparison): readonly HTMLElement[] => {
  const remarks = [left, right].flatMap((side) => side.remarks.map((remark) => `${side.label}: ${remark}.`));
  const items = [...differences.map(({ sentence }) => sentence), ...remarks];
  return [element('ul', { class: 'sentences' }, ...items.map((item) => element('li', {}, item)))];
};

/** All curves of both sides, coloured by side. */
const chartOf = (left: readonly Run[], right: readonly Run[]): PageChart => {
  const keyed = [left, right].map((runs) => runs.map(({ record }) => runKey(record)));
  const members = unique([...left, ...right].map(({ record }) => record.member));
  const colors = keyed.flatMap((keys, side) => keys.map((key) => [key, curveColor(sideColors[side] ?? '#222222')]));
  return {
    id: 'chart-compared',
    layout: 'compared',
    panels: [{ title: '', members, kinds: ['training', 'test'] }],
    colors: Object.fromEntries(colors) as Readonly<Record<string, string>>,
    runs: unique(keyed.flat()),
  };
};

const differencesTable = (title: string, lines: readonly SideDifference[], none: string): readonly HTMLElement[] => {
  if (lines.length === 0) return [element('p', {}, none)];
  const rows = lines.map(({ what, left, right }) => [
    element('th', { scope: 'row' }, what),
    element('td', {}, left),
    element('td', {}, right),
  ]);
  return [element('div', { class: 'scroll' }, tableElement([title, 'left', 'right'], rows))];
};
