import { formatBytes, formatCount, formatLarge, formatPlural, formatSeconds } from '../format.js';
import { textTable } from '../text-table.js';
import { isOpen, secondsLeft, runMemory, type PlannedRun, type SessionOptions } from './plan-runs.js';

/** What runs will cost, before the first starts: multiply-adds, hours and memory at the measured speeds. */
export const formatPlan = (runs: readonly PlannedRun[], options: SessionOptions): string => {
  const { speeds } = options;
  const rows = runs.map((run) => [
    run.member.name,
    String(run.seed),
    formatCount(run.iterations),
    status(run),
    formatLarge(run.multiplyAdds),
    formatSeconds(secondsLeft([run], speeds)),
    formatBytes(runMemory(run, options).bytes),
  ]);
  const total = runs.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  const open = runs.filter(isOpen);
  return [
    textTable(columns, rows),
    '',
    `${formatPlural(open.length, 'run')} to do: ${formatLarge(total)} multiply-adds, about ${formatSeconds(secondsLeft(runs, speeds))} (${speeds.text})`,
  ].join('\n');
};

const columns = [
  { head: 'member' },
  { head: 'seed', align: 'right' },
  { head: 'iterations', align: 'right' },
  { head: 'state' },
  { head: 'multiply-adds', align: 'right' },
  { head: 'time', align: 'right' },
  { head: 'memory', align: 'right' },
] as const;

const status = ({ state, done, taken, blockedBy }: PlannedRun): string => {
  if (taken !== null) return 'finished in results, skipped';
  if (blockedBy !== null) return `blocked by a run in ${blockedBy.record.precision}`;
  if (state === null) return 'to do';
  return state === 'running' ? `resumes after about ${formatCount(done)}` : `${state}, skipped`;
};
