import Table from 'cli-table3';

/** A column of a table in the terminal: its heading and how it aligns. */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

const plain = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: '  ' },
};

/** Columns of text, two spaces apart, without lines or colours: the same on a terminal and in a file. */
export const textTable = (columns: readonly Column[], rows: readonly (readonly string[])[]): string => {
  const table = new Table({
    head: columns.map(({ head }) => head),
    colAligns: columns.map(({ align = 'left' }) => align),
    chars: plain,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(...rows.map((row) => [...row]));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
};
