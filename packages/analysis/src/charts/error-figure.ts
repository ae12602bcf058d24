import { type Run, runKey } from '@resnet/run-log';
import type { TopLevelSpec } from 'vega-lite';
import {
  budgetLabel,
  byBudget,
  type BudgetRuns,
  countedRuns,
  evaluationRows,
  iterationsOf,
  runsOfMember,
  runsOfMembers,
  shortfall,
} from '../runs/index.js';
import { printedName, unique } from '../words.js';
import { type Curve, curveOf } from './curve.js';
import { errorCeiling } from './error-ceiling.js';
import { errorPanel, heightBelow, type PartSpec } from './error-panel.js';
import { figureFrame } from './figure-frame.js';
import type { ErrorPanel, Figure, FigureCaption } from './figure.js';
import { memberColors } from './member-colors.js';
import { shortNames } from './short-names.js';
import { sourceOf } from './source-of.js';

/** A figure of error over iteration, as data: its panels, each drawn again for every budget. */
export interface ErrorFigure extends FigureCaption {
  readonly panels: readonly ErrorPanel[];
}

/** The figure with its data, one row of panels for each budget; `null` where nothing has been run. */
export const errorFigure = (figure: ErrorFigure, runs: readonly Run[]): Figure | null => {
  const members = membersOf(figure);
  const drawable = runsOfMembers(countedRuns(runs), members).filter(({ training }) => training.length > 0);
  if (drawable.length === 0) return null;
  const { id, title, description, panels } = figure;
  const curves = { panels, runs: drawable.map(({ record }) => runKey(record)) };
  return { id, title, description, spec: specification(figure, drawable), curves };
};

const specification = (figure: ErrorFigure, runs: readonly Run[]): TopLevelSpec => ({
  ...figureFrame({ description: figure.description, title: figure.title, spacing: 28 }),
  vconcat: byBudget(runs).map((group) => budgetRow(figure, group)),
});

const membersOf = ({ panels }: ErrorFigure): readonly string[] => unique(panels.flatMap(({ members }) => members));

const budgetRow = (figure: ErrorFigure, group: BudgetRuns): PartSpec => {
  // The lowest seed stands for a member, never the best one: that would be a choice made on the test set.
  const drawn = membersOf(figure).flatMap((member) => runsOfMember(group.runs, member).slice(0, 1));
  const panels = figure.panels
    .map((panel) => ({ panel, curves: panelCurves(panel, drawn) }))
    .filter(({ curves }) => curves.length > 0);
  const ceiling = errorCeiling(panels.flatMap(({ curves }) => curves.flatMap(({ error }) => error.at(-1) ?? [])));
  const axes = { iterations: iterationsOf(group), ceiling };
  const colors = memberColors(membersOf(figure));
  const below = Math.max(...panels.map(({ curves }) => heightBelow(unique(curves.map(({ member }) => member)))));
  return {
    title: { text: budgetLabel(group), offset: 12, subtitle: rowNotes(figure, drawn, ceiling) },
    // Measured between boxes, not between labels: panels stand below each other whatever the width of their labels.
    bounds: 'flush',
    ...(panels.length > panelsPerRow
      ? { spacing: { row: below + 46, column: 70 }, columns: panelsPerRow }
      : { spacing: 70 }),
    resolve: { scale: { color: 'independent', strokeDash: 'independent', strokeWidth: 'independent' } },
    [panels.length > panelsPerRow ? 'concat' : 'hconcat']: panels.map(({ panel, curves }) =>
      errorPanel({ title: panel.title, errorTitle: errorTitle(panel), curves, colors, axes }),
    ),
  } as PartSpec;
};

/** More would be too wide for a page. */
const panelsPerRow = 4;

const panelCurves = ({ members, kinds }: ErrorPanel, drawn: readonly Run[]): readonly Curve[] =>
  runsOfMembers(drawn, members)
    .flatMap((run) => kinds.map((kind) => curveOf(run, kind)))
    .filter(({ error }) => error.length > 0);

const errorTitle = ({ kinds }: ErrorPanel): string =>
  kinds.length === 1 ? `${kinds.join('')} error (%)` : 'error (%)';

/**
 * Where the curves come from, what a test error is of, and what is not to be seen: runs cut short, members not run, errors off
 * the scale.
 */
const rowNotes = (figure: ErrorFigure, drawn: readonly Run[], ceiling: number): string[] => {
  const source = [sourceOf(drawn), ...(ceiling < 100 ? [`errors above ${ceiling}% cut off`] : [])].join(' · ');
  const short = drawn.flatMap((run) => {
    const remark = shortfall(run);
    return remark === null ? [] : [`${printedName(run.record.member)} ${remark}`];
  });
  const missing = membersOf(figure).filter((member) => runsOfMember(drawn, member).length === 0);
  return [
    source,
    ...(drawn.some(isValidated) ? ['test: center crops of the validation set'] : []),
    ...short,
    ...(missing.length > 0 ? [`not run: ${shortNames(missing)}`] : []),
  ];
};

const isValidated = ({ evaluation }: Run): boolean =>
  evaluationRows(evaluation, 'test').some(({ split }) => split === 'validation');
