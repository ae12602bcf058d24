import { parse } from 'csv-parse/sync';

/** Cells by column, as written; no cell is an empty one. */
export type RecordedRow = Readonly<Record<string, string>>;

/** The rows that `resnet bench --record` wrote, of this suite or an older one. */
export const readRows = (text: string): readonly RecordedRow[] =>
  parse<Record<string, string>>(text, { columns: true }).map(migrate);

/**
 * Rows from before instruction sets and versions had columns were all taken on processors with AVX-512 bf16, with all that
 * they have, and with oneDNN 2.6.3: the only ones the suite had been run on.
 */
const before = { isa: 'avx512-bf16', onednn: '2.6.3' };

const migrate = (row: RecordedRow): RecordedRow =>
  row.isa === undefined && row.side?.startsWith('onednn') === true ? { ...row, ...before } : row;
