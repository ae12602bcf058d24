export { cifar10Cells } from './cifar10-cells.js';
export { imagenetTables, type PrintedErrors, type PrintedTable } from './imagenet-tables.js';
export type { CellSource, PaperCell } from './paper-cell.js';
export { type PrintedRow, table6Rows } from './table-6-rows.js';
