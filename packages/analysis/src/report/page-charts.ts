import { type DrawnFigure, type FigureCurves, memberColors } from '../charts/index.js';
import { printedName, unique } from '../words.js';
import type { ClaimResult } from '../claims/index.js';
import type { ErrorKind } from '../runs/index.js';
import { claimChartId, hasCurves } from './claim-section.js';
import { curveColor, curveColorStyle, sideColors } from './curve-colors.js';
import { chartId } from './figure-section.js';
import type { PageChart } from './page-data.js';

/** A chart of some curves, with the colours that a figure of its members has. */
export const pageChart = (id: string, { panels, runs }: FigureCurves): PageChart => ({
  id,
  layout: 'whole',
  panels,
  runs,
  colors: Object.fromEntries([...hexes(panels)].map(([member, hex]) => [member, curveColor(hex)])),
});

/** The curves that a claim is about; members of one colour stand beside each other. */
const claimCurves = ({ members, measure, runs }: ClaimResult): FigureCurves => {
  const drawn = members.filter((member) => member !== 'paper');
  const kinds: readonly ErrorKind[] = [measure === 'test' ? 'test' : 'training'];
  const alike = new Set(hexes([{ title: '', members: drawn, kinds }]).values()).size < drawn.length;
  const panels = alike
    ? drawn.map((member) => ({ title: printedName(member), members: [member], kinds }))
    : [{ title: '', members: drawn, kinds }];
  return { panels, runs };
};

/** A small chart for each claim that can be judged. */
export const claimCharts = (results: readonly ClaimResult[]): readonly PageChart[] =>
  results
    .filter(hasCurves)
    .map((result) => ({ ...pageChart(claimChartId(result), claimCurves(result)), layout: 'small' }));

/** The charts of all figures that draw curves. */
export const figureCharts = (figures: readonly DrawnFigure[]): readonly PageChart[] =>
  figures.flatMap(({ id, curves }) => (curves === undefined ? [] : [pageChart(chartId(id), curves)]));

/** The style that gives the curves of some charts their colours. */
export const colorStyleOf = (charts: readonly Pick<PageChart, 'panels'>[]): string =>
  curveColorStyle(unique([...sideColors, ...charts.flatMap(({ panels }) => [...hexes(panels).values()])]));

const hexes = (panels: FigureCurves['panels']): ReadonlyMap<string, string> => {
  const members = unique(panels.flatMap((panel) => panel.members));
  const colors = memberColors(members);
  return new Map(members.map((member) => [member, colors.get(printedName(member)) ?? '#222222']));
};
