/** Rows of one shape as an array for each of their properties, which is shorter as JSON. */
export type Columns<Row> = { readonly [Key in keyof Row]: readonly Row[Key][] };

/** The named properties of rows, column by column. */
export const toColumns = <Row, Key extends keyof Row>(
  rows: readonly Row[],
  keys: readonly Key[],
): Columns<Pick<Row, Key>> =>
  Object.fromEntries(keys.map((key) => [key, rows.map((row) => row[key])])) as unknown as Columns<Pick<Row, Key>>;

/** The rows of columns that are equally long. */
export const toRows = <Row>(columns: Columns<Row>): readonly Row[] => {
  const entries = Object.entries<readonly unknown[]>(columns);
  const count = entries[0]?.[1].length ?? 0;
  return Array.from(
    { length: count },
    (_, row) => Object.fromEntries(entries.map(([key, cells]) => [key, cells[row]])) as Row,
  );
};
