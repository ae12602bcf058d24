import { cellText, type Table } from '../tables/index.js';
import { escapeHtml as text } from './escape-html.js';

/** A table with its title and notes. */
export const tableSection = ({ title, columns, rows, notes }: Table): string => {
  const classes = columns.map(({ kind }) => (kind === 'text' ? '' : ' class="number"'));
  const heads = columns.map(({ name }, column) => `<th scope="col"${classes[column] ?? ''}>${text(name)}</th>`);
  const body = rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === 0
        ? `<th scope="row">${text(cellText(cell))}</th>`
        : `<td${classes[column] ?? ''}>${unbroken(text(cellText(cell)))}</td>`,
    );
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<div class="scroll" tabindex="0" role="region" aria-label="${text(title)}"><table>
<caption>${text(title)}</caption>
<thead><tr>${heads.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>
<ul class="notes">${notes.map((note) => `<li>${text(note)}</li>`).join('')}</ul>`;
};

/** `9.00 ± 0.20` and `n = 3` each on one line. */
const unbroken = (words: string): string => words.replaceAll(/ ([±=]) /g, '\u00a0$1\u00a0');
