import type { Command } from 'commander';
import type { BudgetProgress } from '../count-progress.js';

interface ListOptions {
  readonly results: string;
  readonly json?: true;
}

/** `resnet list`: experiments, what each reproduces, and how much of it has been run. */
export const addList = (program: Command): void => {
  program
    .command('list')
    .description('experiments, what each reproduces, and how much of it has been run')
    .option('--results <folder>', 'where the runs are', 'results')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ resnet list --results reproduction')
    .action(list);
};

const list = async ({ results, json }: ListOptions): Promise<void> => {
  const { experiments } = await import('@resnet/experiments');
  const { findRuns } = await import('@resnet/run-log');
  const { countProgress } = await import('../count-progress.js');
  const { sayFindings } = await import('../say-findings.js');
  const { runs, ...findings } = await findRuns(results);
  const rows = experiments.map((experiment) => {
    const { id, reproduces, claim, members } = experiment;
    const networks = members.map(({ network, seeds }) => ({ name: network.name, seeds }));
    return { id, reproduces, claim, networks, progress: countProgress(experiment, runs) };
  });
  if (json) {
    console.log(JSON.stringify(rows, null, 2));
    sayFindings(findings, console.error);
    return;
  }
  for (const { id, reproduces, claim, networks, progress } of rows) {
    console.log(`${id}: ${reproduces}`);
    console.log(`  claim: ${claim}`);
    console.log(`  networks: ${networks.map(({ name }) => name).join(', ')}`);
    console.log(`  run in ${results}: ${describeProgress(progress)}\n`);
  }
  sayFindings(findings, console.log);
};

const describeProgress = (progress: readonly BudgetProgress[]): string => {
  if (progress.length === 0) return 'nothing yet';
  return progress
    .map(({ budget, finished, unfinished, diverged, total }) => {
      const others = [unfinished > 0 ? `${unfinished} unfinished` : '', diverged > 0 ? `${diverged} diverged` : ''];
      return [`${finished} of ${total} on budget ${budget}`, ...others.filter(Boolean)].join(', ');
    })
    .join('; ');
};
