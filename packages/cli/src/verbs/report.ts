import { join } from 'node:path';
import type { Command } from 'commander';
import { addOutputsOptions, type OutputsOptions } from './outputs-options.js';

/** `resnet report`: one page with what was seen, and the same in a paragraph. */
export const addReport = (program: Command): void => {
  addOutputsOptions(program.command('report'))
    .description('write one page with figures, tables and every run, and say what was seen')
    .addHelpText('after', '\nExample:\n  $ resnet report --results reproduction --beside results --out reproduction')
    .action(report);
};

const report = async (
  experiment: string | undefined,
  { results, beside, out, json }: OutputsOptions,
): Promise<void> => {
  const { reportPage, summary } = await import('@resnet/analysis');
  const { writeDurably } = await import('@resnet/files');
  const { rebuildOutputs } = await import('../rebuild-outputs.js');
  const { runs, others, figures, tables } = await rebuildOutputs({ results, beside, out, experiment });
  const page = join(out, 'report.html');
  await writeDurably(page, reportPage({ runs, beside: others, figures, tables }));
  const seen = summary(runs, others);
  if (json) console.log(JSON.stringify({ summary: seen, page, out }, null, 2));
  else console.log(`${seen}\n\nThe report is ${page}; its tables and figures are beside it in ${out}.`);
};
