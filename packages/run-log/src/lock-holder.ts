import { readFile, readlink } from 'node:fs/promises';
import { hostname } from 'node:os';

/** Who holds a lock: what its file says. */
export interface LockHolder {
  readonly pid: number;
  /** When the process started, in clock ticks since boot: tells it from later ones that got its number. `null` where unknown. */
  readonly startTime: string | null;
  readonly host: string;
  /** The boot and the process namespace in which `pid` counts, as host names are shared by containers; `null` where unknown. */
  readonly machine: string | null;
  /** ISO 8601, by the clock of `host`. */
  readonly lockedAt: string;
  readonly renewedAt: string;
}

/** This process, as a holder from now on. */
export const thisProcess = async (): Promise<LockHolder> => {
  const now = new Date().toISOString();
  const startTime = await startTimeOf(process.pid);
  return { pid: process.pid, startTime, host: hostname(), machine: await thisMachine(), lockedAt: now, renewedAt: now };
};

/** The holder that a lock's file names, or `null` where it names none. */
export const parseHolder = (text: string): LockHolder | null => {
  try {
    const holder = JSON.parse(text) as Partial<LockHolder>;
    return typeof holder.pid === 'number' && typeof holder.host === 'string' ? (holder as LockHolder) : null;
  } catch {
    return null;
  }
};

/**
 * Whether the process of a holder runs: `unknown` where it counts in another boot or process namespace, or where its number
 * may have gone to another process.
 */
export const isRunning = async ({ pid, startTime, machine }: LockHolder): Promise<boolean | 'unknown'> => {
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
