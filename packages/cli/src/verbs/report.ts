import { join } from 'node:path';
import type { Command } from 'commander';
import { addOutputsOptions, type OutputsOptions } from './outputs-options.js';

/** `resnet report`: one page with what was seen, and the same in short. */
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
  const { paragraphs, reportPage } = await import('@resnet/analysis');
  const { writeDurably } = await import('@resnet/files');
  const { formatSeen } = await import('../format-seen.js');
  const { rebuildOutputs } = await import('../rebuild-outputs.js');
  const { runs, others, ...outputs } = await rebuildOutputs({ results, beside, out, experiment });
  const page = join(out, 'report.html');
  await writeDurably(page, reportPage({ runs, beside: others, ...outputs }));
  if (json) console.log(JSON.stringify({ summary: paragraphs(runs).join('\n\n'), page, out }, null, 2));
  else
    console.log(
      `${formatSeen(runs, others)}\n\nThe report is ${page}; its tables and figures are beside it in ${out}.`,
    );
};
