import type { TopLevelSpec } from 'vega-lite';

/** What names a figure and says in words what it shows. */
export interface FigureCaption {
  /** The name of its files: `figure-6`. */
  readonly id: string;
  readonly title: string;
  /** For those who do not see it. */
  readonly description: string;
}

/** A figure as plain data: a vega-lite specification that holds its numbers. */
export interface Figure extends FigureCaption {
  readonly spec: TopLevelSpec;
}

/** A figure with its drawing, as `renderSvg` makes it. */
export interface DrawnFigure extends Figure {
  readonly svg: string;
}
