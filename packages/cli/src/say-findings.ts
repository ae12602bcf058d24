import type { FoundRuns } from '@resnet/run-log';
import { describeSystemError } from './describe-system-error.js';

/** Says what of a folder of results could not be read, and what was read over, a line each. */
export const sayFindings = (
  { unreadable, warnings }: Pick<FoundRuns, 'unreadable' | 'warnings'>,
  say: (line: string) => void,
): void => {
  // Every error names the file or folder that it is about.
  for (const { error } of unreadable) say(`unreadable: ${describeSystemError(error) ?? error.message}`);
  for (const warning of warnings) say(warning);
};
