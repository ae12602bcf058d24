import { InvalidArgumentError, type Command } from 'commander';
import { oneOf, pathText, wholeNumber } from '../arguments.js';
import { fetchedSets, type FetchedSet } from '../data/fetched-sets.js';
import type { PackDataCommand } from '../data/pack-data.js';
import { listNames } from '../suggest.js';
import { cacheOption } from './cache-option.js';

interface DataOptions {
  readonly cache?: string;
  readonly json?: true;
}

/** `resnet data fetch|pack|verify <dataset>`: into the cache directory, checksummed. */
export const addData = (program: Command): void => {
  const data = program
    .command('data')
    .description('bring a data set into the cache directory: fetch it, or pack your own copy; verify it there');
  addFetch(data);
  addPack(data);
  addVerify(data);
};

const addFetch = (data: Command): void => {
  data
    .command('fetch')
    .description('download what is missing and verify it; pictures are packed')
    .argument('<dataset>', 'cifar10 or imagenette', fetchedSet)
    .addOption(cacheOption())
    .option('--json', 'print the checksums, or what was packed, as JSON')
    .addHelpText('after', '\nExample:\n  $ resnet data fetch cifar10')
    .action(async (dataset: FetchedSet, options: DataOptions) => {
      const { fetchData } = await import('../data/fetch-data.js');
      return fetchData({ dataset, ...options });
    });
};

const addPack = (data: Command): void => {
  data
    .command('pack')
    .description('check pictures and pack them as WebDataset shards, with an index and statistics')
    .argument(
      '<name>',
      'what the set is called from now on; imagenet, imagenette and imagewoof are checked to be whole',
      setName,
    )
    .requiredOption(
      '--from <path>',
      'a folder with train/<class>/ and val/<class>/, or with the archives ILSVRC2012_*; or an archive of folders (.tgz)',
      pathText,
    )
    .option(
      '--classes <file>',
      'the classes in the order of their indices, a synset a line (default: as found, by name)',
      pathText,
    )
    .option('--skip-unreadable', 'leave out pictures that cannot be decoded, and name them')
    .option('--shard-megabytes <number>', 'the size of a shard', wholeNumber(1, 4000), 100)
    .option('--fresh', 'start over, whatever is there')
    .addOption(cacheOption())
    .option('--json', 'print the record of the packed set as JSON')
    .addHelpText(
      'after',
      '\nAn interrupted pack goes on when the same command is run again. docs/imagenet.md says how to get ImageNet.\n\nExample:\n  $ resnet data pack imagenet --from /data/ilsvrc2012',
    )
    .action(async (name: string, options: Omit<PackDataCommand, 'name'>) => {
      const { packData } = await import('../data/pack-data.js');
      return packData({ name, ...options });
    });
};

const addVerify = (data: Command): void => {
  data
    .command('verify')
    .description('check every file against its SHA-256')
    .argument('<dataset>', 'cifar10, or a packed set: its name, or the path of its folder')
    .addOption(cacheOption())
    .option('--json', 'print the checksums as JSON')
    .addHelpText('after', '\nExample:\n  $ resnet data verify cifar10')
    .action(async (dataset: string, options: DataOptions) => {
      const { verifyData } = await import('../data/verify-data.js');
      return verifyData({ dataset, ...options });
    });
};

/** ImageNet and other pictures are not published where anybody may fetch them. */
const fetchedSet = (text: string): FetchedSet => {
  if (/^(imagenet|imagewoof|ilsvrc2012)$/i.test(text)) {
    throw new InvalidArgumentError(
      `Only ${listNames(fetchedSets)} can be fetched: get ${text} yourself, and pack it (resnet data pack ${text} --from <path>; docs/imagenet.md).`,
    );
  }
  return oneOf('dataset', fetchedSets)(text);
};

/** A folder in the cache directory is called so. */
const setName = (text: string): string => {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]*$/.test(text)) {
    throw new InvalidArgumentError('Expected a name of letters, digits, dots, dashes and underscores.');
  }
  if (text === 'cifar10') throw new InvalidArgumentError('cifar10 is fetched, not packed: resnet data fetch cifar10.');
  return text;
};
