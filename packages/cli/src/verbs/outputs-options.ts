import { Option, type Command } from 'commander';
import { pathText } from '../arguments.js';
import { committedRuns, ownRuns, resultsFolder } from './results-folders.js';

/** Where a verb that rebuilds from logs reads and writes. */
export interface OutputsOptions {
  readonly results: string;
  readonly beside?: string;
  readonly out: string;
  readonly json?: true;
}

/** `--results`. */
const resultsOption = (): Option =>
  new Option('--results <folder>', 'where the runs are')
    .argParser(pathText)
    .default(resultsFolder(), `${ownRuns} where that is there, else ${committedRuns}`);

/** The options that `tables`, `figures` and `report` share. */
export const addOutputsOptions = (command: Command): Command =>
  command
    .argument(
      '[experiment]',
      'one that `resnet list` names, or a file that exports one; all of the paper where not given',
    )
    .addOption(resultsOption())
    .option('--beside <folder>', 'other runs to tabulate and draw too, as committed longer ones', pathText)
    .option('--out <folder>', 'where the files go', pathText, 'report')
    .option('--json', 'print JSON');
