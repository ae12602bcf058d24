/** What a cell of a CSV file holds; `null` is nothing. */
export type Cell = string | number | boolean | null;

/** A line of a CSV file; what holds a comma, a quote or a line break is quoted. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(quoted).join(',')}\n`;

const quoted = (cell: Cell): string => {
  const text = String(cell ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
