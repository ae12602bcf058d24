import type { TopLevelSpec } from 'vega-lite';
import type { ErrorKind } from '../runs/index.js';

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
  /** What it draws, where that is error curves: a page draws them from its runs instead. */
  readonly curves?: FigureCurves;
  /** Whether it is made from networks or quoted numbers, and not from runs. */
  readonly drawsNetworks?: true;
}

/** Error curves of some runs. */
export interface FigureCurves {
  readonly panels: readonly ErrorPanel[];
  /** Keys of all runs that may be drawn. */
  readonly runs: readonly string[];
  /** What is not to be seen of these runs, budget by budget: those cut short, members not run. */
  readonly notes: readonly string[];
}

/** Curves of some members beside each other. */
export interface ErrorPanel {
  readonly title: string;
  readonly members: readonly string[];
  readonly kinds: readonly ErrorKind[];
}

/** A figure with its drawing, as `drawFigures` makes it. */
export interface DrawnFigure extends Figure {
  readonly svg: string;
}
