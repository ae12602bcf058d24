import { readdir } from 'node:fs/promises';
import type { Command } from 'commander';
import { pathText } from '../arguments.js';
import type { BudgetProgress } from '../count-progress.js';
import { committedRuns, ownRuns, resultsFolders } from './results-folders.js';

interface ListOptions {
  readonly results?: string;
  readonly json?: true;
}

/** `resnet list`: experiments, what each reproduces, and how much of it has been run. */
export const addList = (program: Command): void => {
  program
    .command('list')
    .description('experiments, what each reproduces, and how much of it has been run')
    .option('--results <folder>', `where the runs are (default: ${ownRuns} and ${committedRuns})`, pathText)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  $ resnet list --results reproduction')
    .action(list);
};

const list = async ({ results, json }: ListOptions): Promise<void> => {
  const { experiments } = await import('@resnet/experiments');
  const { findRuns } = await import('@resnet/run-log');
  const { countProgress } = await import('../count-progress.js');
  const { sayFindings } = await import('../say-findings.js');
  // A folder that is named should be there.
  if (results !== undefined) await readdir(results);
  const folders = results === undefined ? resultsFolders() : [results];
  const found = await Promise.all(folders.map((folder) => findRuns(folder)));
  const runs = found.flatMap((findings) => findings.runs);
  const rows = experiments.map((experiment) => {
    const { id, reproduces, claim, members } = experiment;
    const named = members.map(({ name, seeds }) => ({ name, seeds }));
    return { id, reproduces, claim, members: named, progress: countProgress(experiment, runs) };
  });
  if (json) {
    console.log(JSON.stringify(rows, null, 2));
    for (const findings of found) sayFindings(findings, console.error);
    return;
  }
  for (const { id, reproduces, claim, members, progress } of rows) {
    console.log(`${id}: ${reproduces}`);
    console.log(`  claim: ${claim}`);
    console.log(`  members: ${members.map(({ name }) => name).join(', ')}`);
    console.log(`  run in ${folders.join(' and ')}: ${describeProgress(progress)}\n`);
  }
  for (const findings of found) sayFindings(findings, console.log);
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
