import { availableParallelism } from 'node:os';
import { Option } from 'commander';
import { wholeNumber } from './arguments.js';

/** `--threads`, the same for every verb that computes. */
export const threadsOption = (): Option =>
  new Option('--threads <count>', 'threads to compute with')
    .argParser(wholeNumber(1))
    .default(availableParallelism(), 'all cores');
