import { type DrawnFigure, type FigureCurves, memberColors } from '../charts/index.js';
import { printedName, unique } from '../words.js';
import type { ClaimResult } from '../claims/index.js';
import type { ErrorKind } from '../runs/index.js';
import { claimChartId, hasCurves } from './claim-section.js';
import { curveColor, curveColorStyle, sideColors } from './curve-colors.js';
import { chartId } from './figure-section.js';
import type { PageChart } from './page-data.js';

/** The colour of every member on a page, as hex by its name. */
export type PageColors = ReadonlyMap<string, string>;

/**
 * One colour for each member: that of the first figure that draws it, as in the figure's file; of members that claims
 * alone are about, one beside those of the other claims.
 */
export const pageColors = (figures: readonly DrawnFigure[], claims: readonly ClaimResult[]): PageColors => {
  const ofFigures = figures.map(({ curves }) => (curves?.panels ?? []).flatMap(({ members }) => members));
  const ofClaims = claims.filter(hasCurves).flatMap(drawnMembers);
  return new Map([...ofFigures, ofClaims].toReversed().flatMap((members) => hexes(unique(members))));
};

const hexes = (members: readonly string[]): readonly (readonly [string, string])[] => {
  const colors = memberColors(members);
  return members.map((member) => [member, colors.get(printedName(member)) ?? '#222222']);
};

const drawnMembers = ({ members }: ClaimResult): readonly string[] => members.filter((member) => member !== 'paper');

const pageChart = (
  id: string,
  { panels, runs }: Pick<FigureCurves, 'panels' | 'runs'>,
  colors: PageColors,
): PageChart => ({
  ...{ id, layout: 'whole', panels, runs },
  colors: Object.fromEntries(
    [...colors]
      .filter(([member]) => panels.some(({ members }) => members.includes(member)))
      .map(([member, hex]) => [member, curveColor(hex)]),
  ),
});

/** The curves that a claim is about; members of one colour stand beside each other. */
const claimCurves = (result: ClaimResult, colors: PageColors): Pick<FigureCurves, 'panels' | 'runs'> => {
  const members = drawnMembers(result);
  const kinds: readonly ErrorKind[] = [result.measure === 'test' ? 'test' : 'training'];
  const alike = new Set(members.map((member) => colors.get(member))).size < members.length;
  const panels = alike
    ? members.map((member) => ({ title: printedName(member), members: [member], kinds }))
    : [{ title: '', members, kinds }];
  return { panels, runs: result.runs };
};

/** A small chart for each claim that can be judged. */
export const claimCharts = (results: readonly ClaimResult[], colors: PageColors): readonly PageChart[] =>
  results
    .filter(hasCurves)
    .map((result) => ({ ...pageChart(claimChartId(result), claimCurves(result, colors), colors), layout: 'small' }));

/** The charts of all figures that draw curves. */
export const figureCharts = (figures: readonly DrawnFigure[], colors: PageColors): readonly PageChart[] =>
  figures.flatMap(({ id, curves }) => (curves === undefined ? [] : [pageChart(chartId(id), curves, colors)]));

/** The style that gives curves their colours. */
export const colorStyleOf = (colors: PageColors): string =>
  curveColorStyle(unique([...sideColors, ...colors.values()]));
