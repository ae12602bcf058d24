/** What came of one kind of fault: `tried`, and of these `survived`, `refused` and `wrong`, each of which is described. */
export class Tally {
  constructor(name) {
    this.name = name;
    this.survived = 0;
    this.refused = 0;
    this.wrong = [];
  }

  get tried() {
    return this.survived + this.refused + this.wrong.length;
  }

  /** `{ survived: true }`, `{ refused: true }` or `{ wrong: 'what happened' }`; `times` where several faults had one outcome. */
  add({ survived, refused, wrong }, times = 1) {
    if (survived) this.survived += times;
    else if (refused) this.refused += times;
    else for (let time = 0; time < times; time++) this.wrong.push(wrong);
  }
}

const columns = ['fault', 'tried', 'survived bit for bit', 'refused in a sentence', 'wrong'];

/** The tallies as a table in Markdown, so that it can be put into the documentation as it is. */
export const tallyTable = (tallies) => {
  const rows = tallies.map(({ name, tried, survived, refused, wrong }) =>
    [name, tried, survived, refused, wrong.length === 0 ? '' : wrong.length].map(String),
  );
  const widths = columns.map((column, at) => Math.max(column.length, ...rows.map((row) => row[at].length)));
  const line = (cells) =>
    `| ${cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
  const rule = `| ${widths.map((width, at) => (at === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
  return [line(columns), rule, ...rows.map(line)].join('\n');
};
