import { formatBytes, formatCount, formatLarge, formatPlural, formatSeconds } from '../format.js';
import { textTable } from '../text-table.js';
import { isOpen, secondsLeft, runMemory, type PlannedRun, type SessionOptions } from './plan-runs.js';

/** What runs will cost, before the first starts: multiply-adds, hours and memory at the measured speed. */
export const formatPlan = (runs: readonly PlannedRun[], options: SessionOptions): string => {
  const { speed } = options;
  const rows = runs.map((run) => [
    run.member.name,
    String(run.seed),
    formatCount(run.iterations),
    status(run),
    formatLarge(run.multiplyAdds),
    formatSeconds(secondsLeft([run], speed)),
    formatBytes(runMemory(run, options).bytes),
  ]);
  const total = runs.reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
  const open = runs.filter(isOpen);
  const rate = `${formatLarge(speed.multiplyAddsPerSecond)} multiply-adds/s measured`;
  return [
    textTable(columns, rows),
    '',
    `${formatPlural(open.length, 'run')} to do: ${formatLarge(total)} multiply-adds, about ${formatSeconds(secondsLeft(runs, speed))} (${rate})`,
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

const status = ({ state, done, taken }: PlannedRun): string => {
  if (taken !== null) return 'finished in results, skipped';
  if (state === null) return 'to do';
  return state === 'running' ? `resumes after ${formatCount(done)}` : `${state}, skipped`;
};
