import type { Run } from '@resnet/run-log';
import type { DrawnFigure } from '../charts/index.js';
import { observations } from '../claims/index.js';
import { budgetLabel, byBudget, countedRuns } from '../runs/index.js';
import { cellText, type Table } from '../tables/index.js';
import { escapeHtml as text } from './escape-html.js';
import { reportStyle } from './report-style.js';
import { runSection } from './run-section.js';

/** One HTML file that needs nothing else: what was seen, figures, tables, and each run with how to repeat it. */
export const reportPage = ({
  runs,
  beside = [],
  figures,
  tables,
}: {
  readonly runs: readonly Run[];
  /** Other runs that are drawn and listed too, as longer ones made before. */
  readonly beside?: readonly Run[];
  readonly figures: readonly DrawnFigure[];
  readonly tables: readonly Table[];
}): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Deep Residual Learning: what was seen</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<header>
<h1>Deep Residual Learning, reproduced</h1>
<p>Runs of this suite on CIFAR-10, after He, Zhang, Ren and Sun (2015). Every number of ours comes from the run logs listed below.</p>
</header>
<section>
<h2>What was seen</h2>
${observations(runs, beside)
  .map((paragraph) => `<p>${text(paragraph)}</p>`)
  .join('\n')}
</section>
<section>
<h2>Figures</h2>
${figures.map(figureHtml).join('\n')}
</section>
<section>
<h2>Tables</h2>
${tables.map(tableHtml).join('\n')}
</section>
<section>
<h2>Runs</h2>
${runList([...runs, ...beside])}
</section>
</main>
</body>
</html>
`;

const figureHtml = ({ id, title, description, svg }: DrawnFigure): string => `<figure id="${text(id)}">
<div class="drawing" role="img" aria-label="${text(`${title}. ${description}`)}">${svg}</div>
<figcaption>${text(description)}</figcaption>
</figure>`;

const tableHtml = ({ title, columns, rows, notes }: Table): string => {
  const classes = columns.map(({ kind }) => (kind === 'text' ? '' : ' class="number"'));
  const heads = columns.map(({ name }, column) => `<th scope="col"${classes[column] ?? ''}>${text(name)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0
        ? `<th scope="row">${text(cellText(cell))}</th>`
        : `<td${classes[column] ?? ''}>${text(cellText(cell))}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="scroll"><table>
<caption>${text(title)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>
<ul class="notes">${notes.map((note) => `<li>${text(note)}</li>`).join('')}</ul>`;
};

const runList = (runs: readonly Run[]): string =>
  byBudget(countedRuns(runs))
    .map((group) => `<h3>${text(budgetLabel(group))}</h3>\n${group.runs.map(runSection).join('\n')}`)
    .join('\n');
