import type { Command } from 'commander';
import { addOutputsOptions, type OutputsOptions } from './outputs-options.js';

/** `resnet figures`: the paper's figures from logs. */
export const addFigures = (program: Command): void => {
  addOutputsOptions(program.command('figures'))
    .description('rebuild tables and figures from the logs of runs, and name the files that changed')
    .addHelpText('after', '\nExample:\n  $ resnet figures --results runs --beside results')
    .action(figures);
};

const figures = async (
  experiment: string | undefined,
  { results, beside, out, json }: OutputsOptions,
): Promise<void> => {
  const { rebuildOutputs } = await import('../rebuild-outputs.js');
  const { figures: drawn, tables, written } = await rebuildOutputs({ results, beside, out, experiment });
  if (json) {
    console.log(JSON.stringify({ figures: drawn.map(({ id }) => id), written }, null, 2));
    return;
  }
  if (written.length > 0) console.log(written.join('\n'));
  else if (drawn.length + tables.length > 0) console.log(`all tables and figures in ${out} are current`);
};
