import { mostThreads } from '@resnet/engine';
import { Option } from 'commander';
import { oneOf, wholeNumber } from '../arguments.js';
import { engineNames } from '../engines.js';

/** `--engine`. */
export const engineOption = (): Option =>
  new Option('--engine <name>', 'auto, onednn, tfjs or reference')
    .argParser(oneOf('engine', ['auto', ...engineNames]))
    .default('auto', 'the fastest that runs here');

/** `--precision`, with what holds where it is not given. */
export const precisionOption = (otherwise: string): Option =>
  new Option('--precision <name>', `bf16, f32 or f64 (default: ${otherwise})`).argParser(
    oneOf('precision', ['bf16', 'f32', 'f64']),
  );

/** `--threads`. */
export const threadsOption = (): Option =>
  new Option('--threads <count>', 'threads to compute with (default: the cores that are granted here)').argParser(
    wholeNumber(1, mostThreads),
  );
