import { resolve } from 'node:path';
import { Option } from 'commander';
import { pathText } from '../arguments.js';

/** `--cache`, the same for every verb that reads or fetches a data set. */
export const cacheOption = (): Option =>
  new Option(
    '--cache <folder>',
    'where data sets are kept (default: RESNET_CACHE, else resnet-reproduction in XDG_CACHE_HOME or ~/.cache)',
  ).argParser((folder) => resolve(pathText(folder)));
