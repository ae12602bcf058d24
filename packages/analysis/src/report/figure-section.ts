import type { DrawnFigure } from '../charts/index.js';
import { escapeHtml as text } from './escape-html.js';

/** A figure: its drawing, or an empty place that the page's script draws its curves in. */
export const figureSection = ({ id, title, description, svg, curves }: DrawnFigure): string => {
  const drawing =
    curves === undefined
      ? `<div class="drawing" role="img" aria-label="${text(`${title}. ${description}`)}">${svg}</div>`
      : chartPlace(chartId(id), title);
  const notes = (curves?.notes ?? []).map((note) => `<li>${text(note)}</li>`).join('');
  return `<figure id="figure-of-${text(id)}">
<h3>${text(title)}</h3>
${drawing}
<figcaption>${text(description)}</figcaption>
${notes === '' ? '' : `<ul class="notes">${notes}</ul>`}
</figure>`;
};

/** The id of a figure's chart. */
export const chartId = (figure: string): string => `chart-${figure}`;

/** Where a chart is drawn. */
export const chartPlace = (id: string, title: string): string =>
  `<div class="chart" id="${text(id)}" role="group" aria-label="${text(title)}"></div>`;
