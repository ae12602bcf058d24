import type { Command } from 'commander';
import { oneOf } from '../arguments.js';
import { cacheOption } from './cache-option.js';

interface DataOptions {
  readonly cache?: string;
  readonly json?: true;
}

/** `resnet data fetch|verify <dataset>`: into the cache directory, checksummed. */
export const addData = (program: Command): void => {
  const data = program.command('data').description('fetch a data set into the cache directory, or verify it there');
  const verbs = [
    { name: 'fetch', description: 'download what is missing and verify it', action: fetchData },
    { name: 'verify', description: 'check every file against its SHA-256', action: verifyData },
  ];
  for (const { name, description, action } of verbs) {
    data
      .command(name)
      .description(description)
      .argument('<dataset>', 'cifar10', oneOf('dataset', ['cifar10']))
      .addOption(cacheOption())
      .option('--json', 'print the checksums as JSON')
      .addHelpText('after', `\nExample:\n  $ resnet data ${name} cifar10`)
      .action(action);
  }
};

const fetchData = async (dataset: string, options: DataOptions): Promise<void> => {
  const { checkWritable } = await import('../check-writable.js');
  const { cacheDirectory, fetchCifar10 } = await import('@resnet/datasets');
  const cache = options.cache ?? cacheDirectory();
  await checkWritable(cache);
  await fetchCifar10({ cache, log: (line) => console.error(line) });
  await verifyData(dataset, options);
};

const verifyData = async (dataset: string, options: DataOptions): Promise<void> => {
  const { cacheDirectory, verifyCifar10 } = await import('@resnet/datasets');
  const cache = options.cache ?? cacheDirectory();
  const checksums = await verifyCifar10({ cache });
  console.log(
    options.json
      ? JSON.stringify({ dataset, cache, checksums }, null, 2)
      : `${dataset} in ${cache}: all ${Object.keys(checksums).length} files are whole`,
  );
};
