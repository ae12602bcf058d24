import { grantedCores } from '@resnet/training';
import { formatPlural } from './format.js';

/** The threads asked for, or one for each core that is granted here; says that more than those are slower. */
export const chooseThreads = (wanted: number | undefined, cores: number = grantedCores()): number => {
  if (wanted !== undefined && wanted > cores) {
    console.error(
      `${formatPlural(wanted, 'thread')} on ${formatPlural(cores, 'core')} are slower than ${formatPlural(cores, 'thread')}: they wait for each other`,
    );
  }
  return wanted ?? cores;
};
