import { type DrawnFigure, type FigureCurves, memberColors } from '../charts/index.js';
import { printedName, unique } from '../words.js';
import { curveColor, curveColorStyle } from './curve-colors.js';
import { chartId } from './figure-section.js';
import type { PageChart } from './page-data.js';

/** A chart of some curves, with the colours that a figure of its members has. */
export const pageChart = (id: string, { panels, runs }: FigureCurves): PageChart => ({
  id,
  panels,
  runs,
  colors: Object.fromEntries([...hexes(panels)].map(([member, hex]) => [member, curveColor(hex)])),
});

/** The charts of all figures that draw curves. */
export const figureCharts = (figures: readonly DrawnFigure[]): readonly PageChart[] =>
  figures.flatMap(({ id, curves }) => (curves === undefined ? [] : [pageChart(chartId(id), curves)]));

/** The style that gives the curves of some figures their colours. */
export const colorStyleOf = (curves: readonly FigureCurves[]): string =>
  curveColorStyle(unique(curves.flatMap(({ panels }) => [...hexes(panels).values()])));

const hexes = (panels: FigureCurves['panels']): ReadonlyMap<string, string> => {
  const members = unique(panels.flatMap((panel) => panel.members));
  const colors = memberColors(members);
  return new Map(members.map((member) => [member, colors.get(printedName(member)) ?? '#222222']));
};
