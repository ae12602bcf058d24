import type { Command } from 'commander';
import { addOutputsOptions, type OutputsOptions } from './outputs-options.js';

/** `resnet tables`: the paper's tables with our numbers beside, from logs. */
export const addTables = (program: Command): void => {
  addOutputsOptions(program.command('tables'))
    .description('rebuild tables and figures from the logs of runs, and print the tables')
    .addHelpText('after', '\nExample:\n  $ resnet tables --results runs --beside results')
    .action(tables);
};

const tables = async (
  experiment: string | undefined,
  { results, beside, out, json }: OutputsOptions,
): Promise<void> => {
  const { tableMarkdown } = await import('@resnet/analysis');
  const { rebuildOutputs } = await import('../rebuild-outputs.js');
  const outputs = await rebuildOutputs({ results, beside, out, experiment });
  if (json) console.log(JSON.stringify(outputs.tables, null, 2));
  else console.log(outputs.tables.map(tableMarkdown).join('\n'));
};
