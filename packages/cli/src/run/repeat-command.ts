import { ownRuns } from '../verbs/results-folders.js';
import type { RunCommand } from './run-command.js';

/** `resnet run` with the experiment as it was typed, and with the options that were given, as a shell takes it. */
export const repeatCommand = (command: Partial<RunCommand> & Pick<RunCommand, 'experiment'>): string => {
  const { experiment, budget, only, seeds, engine, precision, threads, groupsAtOnce, cache, out } = command;
  const options: readonly (readonly [string, string | number | undefined])[] = [
    ['--budget', budget],
    ['--only', only?.join(',')],
    ['--seeds', seeds?.join(',')],
    ['--engine', engine === 'auto' ? undefined : engine],
    ['--precision', precision],
    ['--threads', threads],
    ['--groups-at-once', groupsAtOnce],
    ['--cache', cache],
    ['--out', out === ownRuns ? undefined : out],
  ];
  const given = options.flatMap(([name, value]) => (value === undefined ? [] : [name, String(value)]));
  const flags = (['again', 'fresh', 'yes'] as const).filter((flag) => command[flag] === true);
  return ['npx resnet run', ...[experiment, ...given, ...flags.map((flag) => `--${flag}`)].map(shellWord)].join(' ');
};

/** A word as a POSIX shell reads it back. */
export const shellWord = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
