import type { Command } from 'commander';

/** Where a verb that rebuilds from logs reads and writes. */
export interface OutputsOptions {
  readonly results: string;
  readonly out: string;
  readonly json?: true;
}

/** The options that `tables`, `figures` and `report` share. */
export const addOutputsOptions = (command: Command, out: string): Command =>
  command
    .option('--results <folder>', 'where the runs are', 'results')
    .option('--out <folder>', 'where the files go', out)
    .option('--json', 'print JSON');
