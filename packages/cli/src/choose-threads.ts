import { grantedCores } from '@resnet/training';
import { formatPlural } from './format.js';

/** How many threads compute, and what should be said of that. */
export interface ThreadsChoice {
  readonly threads: number;
  readonly warning: string | null;
}

/** The threads asked for, or one for each core that is granted here. */
export const chooseThreads = (wanted: number | undefined, cores: number = grantedCores()): ThreadsChoice => {
  if (wanted === undefined || wanted <= cores) return { threads: wanted ?? cores, warning: null };
  return {
    threads: wanted,
    warning: `${formatPlural(wanted, 'thread')} on ${formatPlural(cores, 'core')} are slower than ${cores}: they wait for one another`,
  };
};
