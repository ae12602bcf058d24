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
  startTime: await startTimeOf(process.pid),
  machine: await thisMachine(),
});

/** Whether a process runs: `unknown` where it is of another machine, or where its number may have gone to another one. */
export const isRunning = async ({ pid, startTime, machine }: ProcessIdentity): Promise<boolean | 'unknown'> => {
  if (machine === null || machine !== (await thisMachine())) return 'unknown';
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startTime === null ? 'unknown' : startTime === (await startTimeOf(pid));
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

/** From /proc/<pid>/stat, fields 3 (state) and 22; `null` where there is no /proc, and for a dead process not yet reaped. */
const startTimeOf = async (pid: number): Promise<string | null> => {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Field 2, the command in parentheses, may hold spaces and parentheses of its own.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return state === 'Z' ? null : (fields[18] ?? null);
};
