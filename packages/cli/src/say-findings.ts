import type { FoundRuns } from '@resnet/run-log';

/** Says what of a folder of results could not be read, and what was read over, a line each. */
export const sayFindings = (
  { unreadable, warnings }: Pick<FoundRuns, 'unreadable' | 'warnings'>,
  say: (line: string) => void,
): void => {
  for (const { folder, reason } of unreadable) say(`unreadable: ${folder}: ${reason}`);
  for (const warning of warnings) say(warning);
};
