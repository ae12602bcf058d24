import type { RunRecord } from '@resnet/run-log';
import { countGroups } from '../recipe/index.js';
import { differences } from './differences.js';
import { completeRecord } from './complete-record.js';
import { RunSettingsError } from '../errors.js';

/** Throws a `RunSettingsError` unless the run in a folder is the one that is wanted. */
export const checkSettings = (folder: string, there: RunRecord, wanted: RunRecord): void => {
  const found = mismatchesIn(folder, there, wanted);
  if (found.length > 0) throw new RunSettingsError(folder, found, adviceFor(there, wanted));
};

/** A record may be whole and its network none that there is: a kind of layer that a damaged letter has made another. */
const mismatchesIn = (folder: string, there: RunRecord, wanted: RunRecord): readonly string[] => {
  try {
    return mismatches(there, wanted);
  } catch (error) {
    const advice = 'restore its run.json, or give the run up with --fresh, which starts over';
    throw new RunSettingsError(folder, [`network: ${(error as Error).message}`], advice);
  }
};

const mismatches = (there: RunRecord, wanted: RunRecord): readonly string[] => [
  ...differences(settings(completeRecord(there)), settings(wanted)),
  // Only what is still to be computed depends on these: a finished run from another machine stays valid.
  ...(there.state === 'running' ? differences(computing(there), computing(wanted)) : []),
];

/** The options that go on with the run that is there, where options alone do; how to leave it alone otherwise. */
const adviceFor = (there: RunRecord, wanted: RunRecord): string => {
  const others = 'write elsewhere with --out, or give the run up with --fresh, which starts over';
  const { threads, precision, engine } = there;
  const groupsAtOnce = groupsAtOnceOf(there);
  const sameEngine = engine.name === wanted.engine.name;
  const asThere = { ...wanted, threads, precision, groupsAtOnce, engine: sameEngine ? wanted.engine : engine };
  if (mismatches(there, asThere).length > 0) return others;
  const options = [
    threads === wanted.threads ? [] : [`--threads ${threads}`],
    precision === wanted.precision ? [] : [`--precision ${precision}`],
    sameEngine ? [] : [`--engine ${engine.name}`],
    groupsAtOnce === groupsAtOnceOf(wanted) ? [] : [`--groups-at-once ${groupsAtOnce}`],
  ].flat();
  return `go on with it by ${options.join(' ')}, since the bits of its numbers depend on that, or ${others}`;
};

const settings = (record: Omit<RunRecord, 'recipe'> & { readonly recipe: unknown }) => {
  const { experiment, member, network, dataset, recipe, budget, seed, precision } = record;
  return { experiment, member, network, dataset, recipe, budget, seed, precision };
};

/** What the bits of the numbers depend on besides the settings. */
const computing = (record: RunRecord) => {
  const { threads, engine } = record;
  return { threads, groupsAtOnce: groupsAtOnceOf(record), engine: engine.name, versions: engine.versions };
};

/** All that a mini-batch has where the record names none. */
const groupsAtOnceOf = (record: RunRecord): number => record.groupsAtOnce ?? countGroups(completeRecord(record).recipe);
