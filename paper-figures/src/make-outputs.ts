import {
  drawFigures,
  type DrawnFigure,
  type Run,
  specText,
  type Table,
  tableCsv,
  tableMarkdown,
} from '@resnet/analysis';
import { paperFigures, paperTables } from './paper-outputs.js';
import { sourceRuns } from './source-runs.js';

/** The tables and figures of some runs, as the report page takes them. */
export interface PaperOutputs {
  readonly figures: readonly DrawnFigure[];
  readonly tables: readonly Table[];
}

/** Makes every table, and every figure that has something to show. */
export const makeOutputs = async (runs: readonly Run[]): Promise<PaperOutputs> => {
  const figures = paperFigures.map((figure) => figure.make(sourceRuns(figure, runs)));
  return {
    figures: await drawFigures(figures.filter((figure) => figure !== null)),
    tables: paperTables.map((table) => table.make(sourceRuns(table, runs))),
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
