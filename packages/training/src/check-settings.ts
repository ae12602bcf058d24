import type { RunRecord } from '@resnet/run-log';
import { differences } from './differences.js';
import { RunSettingsError } from './errors.js';

/** Throws a `RunSettingsError` unless the run in a folder is the one that is wanted. */
export const checkSettings = (folder: string, there: RunRecord, wanted: RunRecord): void => {
  const found = differences(settings(there), settings(wanted));
  // Only what is still to be computed depends on these: a finished run from another machine stays valid.
  if (there.state === 'running') found.push(...differences(computing(there), computing(wanted)));
  if (found.length > 0) throw new RunSettingsError(folder, found);
};

const settings = (record: RunRecord) => {
  const { experiment, network, dataset, recipe, budget, seed, precision, engine } = record;
  return { experiment, network, dataset, recipe, budget, seed, precision, engine: engine.name };
};

/** What the bits of the numbers depend on besides the settings. */
const computing = ({ threads, engine: { versions } }: RunRecord) => ({ threads, versions });
