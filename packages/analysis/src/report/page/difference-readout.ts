import { formatError } from '../../tables/index.js';
import { element, tableElement } from './element.js';
import type { PlotLine, PlotReading } from './plot.js';

/** The differences that are read, a row for each kind of error: what a pointer shows, for those who use none. */
export const differenceReadout = (readings: readonly PlotReading<PlotLine>[]): HTMLElement =>
  tableElement(
    ['error', 'left minus right (points)'],
    readings.map(({ line, y }) => [
      element('th', { scope: 'row' }, `${line.kind} error`),
      element('td', { class: 'number' }, pointsText(y)),
    ]),
  );

/** A difference with its sign: `+1.00`, `−0.25`. */
export const pointsText = (difference: number): string => {
  const size = formatError(Math.abs(difference));
  if (size === formatError(0)) return size;
  return `${difference < 0 ? '−' : '+'}${size}`;
};
