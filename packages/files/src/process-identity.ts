import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** A process, told from those of other machines and from later ones with its number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in clock ticks since boot; `null` where unknown. */
  readonly startTime: string | null;
  /** The boot and the process namespace in which `pid` counts, as host names are shared by containers; `null` where unknown. */
  readonly machine: string | null;
}

/** This process. */
export const thisProcess = async (): Promise<ProcessIdentity> => ({
  pid: process.pid,
  startTime: startTimeIn(await statOf(process.pid)),
  machine: await thisMachine(),
});

/** Whether a process runs: `unknown` where it is of another machine, or where its number may have gone to another one. */
export const isRunning = async ({ pid, startTime, machine }: ProcessIdentity): Promise<boolean | 'unknown'> => {
  if (machine === null || machine !== (await thisMachine())) return 'unknown';
  let isOfAnother = false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
    isOfAnother = true;
  }
  const stat = await statOf(pid);
  // Mounted with hidepid, /proc does not show what others run.
  if (startTime === null || (stat === null && isOfAnother)) return 'unknown';
  return startTime === startTimeIn(stat);
};

/** Linux has both; elsewhere a process has one number on a whole host, which is then the best there is. */
const thisMachine = async (): Promise<string | null> => {
  if (process.platform !== 'linux') return hostname();
  try {
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    return `${boot.trim()} ${await readlink('/proc/self/ns/pid')}`;
  } catch {
    return null;
  }
};

/** `/proc/<pid>/stat`, or `null` where there is none to be read. */
const statOf = (pid: number): Promise<string | null> => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);

/** Field 22; `null` without a file, and by field 3, the state, for a dead process not yet reaped. */
const startTimeIn = (stat: string | null): string | null => {
  if (stat === null) return null;
  // Field 2, the command in parentheses, may hold spaces and parentheses of its own.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? null : (fields[18] ?? null);
};
