import {
  drawFigures,
  type DrawnFigure,
  type Run,
  specText,
  type Table,
  tableCsv,
  tableMarkdown,
} from '@resnet/analysis';
import { outputsOf, paperFigures, paperTables, type OutputExperiment } from './paper-outputs.js';
import { sourceRuns } from './source-runs.js';

/** The tables and figures of some runs, as the report page takes them. */
export interface PaperOutputs {
  readonly figures: readonly DrawnFigure[];
  readonly tables: readonly Table[];
}

/** Makes every table and figure that has something to show, of the suite's experiments or of one experiment. */
export const makeOutputs = async (runs: readonly Run[], experiment?: OutputExperiment): Promise<PaperOutputs> => {
  const sources = experiment ? outputsOf(experiment) : { figures: paperFigures, tables: paperTables };
  const figures = sources.figures.map((figure) => figure.make(sourceRuns(figure, runs)));
  const tables = sources.tables.map((table) => table.make(sourceRuns(table, runs)));
  return {
    figures: await drawFigures(figures.filter((figure) => figure !== null)),
    tables: tables.filter((table) => table !== null),
  };
};

/** The text files of the outputs by name: all but the figures' PNGs, `<id>.png`. */
export const outputTexts = ({ figures, tables }: PaperOutputs): ReadonlyMap<string, string> =>
  new Map([
    ...figures.flatMap(({ id, spec, svg }): [string, string][] => [
      [`${id}.vl.json`, specText(spec)],
      [`${id}.svg`, svg],
    ]),
    ...tables.flatMap((table): [string, string][] => [
      [`${table.id}.md`, tableMarkdown(table)],
      [`${table.id}.csv`, tableCsv(table)],
    ]),
  ]);
