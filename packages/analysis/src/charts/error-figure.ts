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
  const counted = runsOfMembers(countedRuns(runs), membersOf(figure));
  const rows = byBudget(counted)
    .map((group) => drawnRow(figure, group))
    .filter((row) => row.panels.length > 0);
  if (rows.length === 0) return null;
  const { id, title, description, panels } = figure;
  const budgets = rows.map(({ group }) => group.budget);
  const shown = counted.filter(({ record }) => budgets.includes(record.budget));
  const notes = rows.flatMap(({ group }) =>
    notesOn(figure, group.runs).map((note) => `${budgetLabel(group)}: ${note}`),
  );
  const spec = specification(figure, rows);
  return { id, title, description, spec, curves: { panels, notes, runs: shown.map(({ record }) => runKey(record)) } };
};

/** What is drawn of a budget. */
interface DrawnRow {
  readonly group: BudgetRuns;
  /** One run of each member. */
  readonly drawn: readonly Run[];
  /** Those with a curve. */
  readonly panels: readonly { readonly panel: ErrorPanel; readonly curves: readonly Curve[] }[];
}

const drawnRow = (figure: ErrorFigure, group: BudgetRuns): DrawnRow => {
  // The lowest seed stands for a member, never the best one: that would be a choice made on the test set.
  const drawn = membersOf(figure).flatMap((member) => runsOfMember(group.runs, member).slice(0, 1));
  const panels = figure.panels.map((panel) => ({ panel, curves: panelCurves(panel, drawn) }));
  return { group, drawn, panels: panels.filter(({ curves }) => curves.length > 0) };
};

const specification = (figure: ErrorFigure, rows: readonly DrawnRow[]): TopLevelSpec => ({
  ...figureFrame({ description: figure.description, title: figure.title, spacing: 28 }),
  vconcat: rows.map((row) => budgetRow(figure, row)),
});

const membersOf = ({ panels }: ErrorFigure): readonly string[] => unique(panels.flatMap(({ members }) => members));

const budgetRow = (figure: ErrorFigure, { group, drawn, panels }: DrawnRow): PartSpec => {
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

/** Where the curves come from, and what else a reader must know: errors off the scale, and `notesOn`. */
const rowNotes = (figure: ErrorFigure, drawn: readonly Run[], ceiling: number): string[] => {
  const source = [sourceOf(drawn), ...(ceiling < 100 ? [`errors above ${ceiling}% cut off`] : [])].join(' · ');
  return [source, ...notesOn(figure, drawn)];
};

/** What a test error is of, and what is not to be seen: runs cut short, runs without rows, members not run. */
const notesOn = (figure: ErrorFigure, runs: readonly Run[]): readonly string[] => {
  const members = membersOf(figure);
  const seeds = runs.length > unique(runs.map(({ record }) => record.member)).length;
  const short = runs.flatMap((run) => {
    const remark = shortfall(run) ?? (run.training.length === 0 ? 'has no rows of training.csv' : null);
    const { member, seed } = run.record;
    return remark === null ? [] : [`${printedName(member)}${seeds ? ` (seed ${seed})` : ''} ${remark}`];
  });
  const missing = members.filter((member) => runsOfMember(runs, member).length === 0);
  return [
    ...(runs.some(isValidated) ? ['test: center crops of the validation set'] : []),
    ...short,
    ...(missing.length > 0 ? [`not run: ${shortNames(missing)}`] : []),
  ];
};

const isValidated = ({ evaluation }: Run): boolean =>
  evaluationRows(evaluation, 'test').some(({ split }) => split === 'validation');
