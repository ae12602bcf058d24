import { existsSync } from 'node:fs';
import { countedRuns, runsOfExperiment } from '@resnet/analysis';
import { experiments } from '@resnet/experiments';
import { budgetNames, findRuns, memberKey, runKey, type BudgetName, type Run } from '@resnet/run-log';
import type { Experiment } from '@resnet/training';
import { UsageError } from '../errors.js';
import { isExperimentFile, loadExperiment } from '../load-experiment.js';
import { runsAsNow } from '../runs-as-now.js';
import { sayFindings } from '../say-findings.js';
import { nearestName } from '../suggest.js';

/** What was named, and the runs found under that name: of one member on one budget, or of several. */
export interface Operand {
  readonly name: string;
  readonly groups: readonly RunGroup[];
}

/** The runs of one member of an experiment on one budget. */
export interface RunGroup {
  readonly experiment: string;
  readonly member: string;
  readonly budget: BudgetName;
  readonly runs: readonly Run[];
}

/**
 * The runs of a name: a folder of runs, an experiment or the file of one, a member, or a part of a run's key from its beginning, as
 * `cifar10/figure-6/short/resnet-20`. Rejects with a `UsageError` where it names none.
 */
export const readOperand = async (name: string, folders: readonly string[]): Promise<Operand> => {
  const experiment = isExperimentFile(name) ? await loadExperiment(name) : experiments.find(({ id }) => id === name);
  if (experiment === undefined && existsSync(name)) return operandOf(name, await runsBelow([name]), [name]);
  const all = await runsBelow(folders);
  if (experiment !== undefined) return ofExperiment(name, experiment, { all, folders });
  const named = all.filter((run) => isNamed(run, name));
  return operandOf(name, named, folders, namesOf(all));
};

/** Its members in their own order, since what is compared with what depends on it. */
const ofExperiment = (
  name: string,
  experiment: Experiment,
  { all, folders }: { readonly all: readonly Run[]; readonly folders: readonly string[] },
): Operand => {
  // Somebody's own file may have changed since some of its runs.
  const runs = isExperimentFile(name) ? runsAsNow(experiment, all, console.error) : runsOfExperiment(experiment, all);
  if (runs.length === 0) {
    throw new UsageError(
      `expected runs of ${name} in ${folders.join(' or ')}, found none: resnet run ${name} makes some`,
    );
  }
  const placeOf = ({ member }: RunGroup): number => experiment.members.findIndex((one) => one.name === member);
  return { name, groups: groupsOf(countedRuns(runs)).toSorted((a, b) => placeOf(a) - placeOf(b)) };
};

const runsBelow = async (folders: readonly string[]): Promise<readonly Run[]> => {
  const found = await Promise.all(folders.map((folder) => findRuns(folder)));
  for (const findings of found) sayFindings(findings, console.error);
  return found.flatMap(({ runs }) => runs);
};

const isNamed = ({ record }: Run, name: string): boolean =>
  record.member === name ||
  `${runKey(record)}/`.startsWith(`${name}/`) ||
  `${record.experiment}/${record.member}` === name;

const namesOf = (runs: readonly Run[]): readonly string[] => [
  ...new Set([...runs.map(({ record }) => record.member), ...experiments.map(({ id }) => id)]),
];

const operandOf = (
  name: string,
  runs: readonly Run[],
  folders: readonly string[],
  names: readonly string[] = [],
): Operand => {
  if (runs.length > 0) return { name, groups: groupsOf(countedRuns(runs)) };
  const nearest = nearestName(name, names);
  const hint = nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
  throw new UsageError(
    `expected a folder of runs, or an experiment or a member with runs in ${folders.join(' or ')}, found none for ${name}${hint}`,
  );
};

const groupsOf = (runs: readonly Run[]): readonly RunGroup[] => {
  const groups = new Map<string, RunGroup>();
  for (const run of runs) {
    const { experiment, member, budget } = run.record;
    const key = memberKey(run.record);
    groups.set(key, { experiment, member, budget, runs: [...(groups.get(key)?.runs ?? []), run] });
  }
  return [...groups.values()].sort((a, b) => budgetNames.indexOf(a.budget) - budgetNames.indexOf(b.budget));
};
