/** A column of a table in the terminal: its heading and how it aligns. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** Columns of text, two spaces apart, without lines or colours: the same on a terminal and in a file. */
export const textTable = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const lines = [columns.map(({ head }) => head), ...rows];
  const widths = columns.map((_, at) => lines.reduce((width, cells) => Math.max(width, cells[at]?.length ?? 0), 0));
  const pad = (cell: string, at: number): string =>
    columns[at]?.align === 'right' ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0);
  return lines.map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n');
};
