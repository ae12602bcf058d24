import { hostname } from 'node:os';
import { thisProcess, type ProcessIdentity } from '@resnet/files';

/** Who holds a lock: what its file says. */
export interface LockHolder extends ProcessIdentity {
  /** For people. */
  readonly host: string;
  /** ISO 8601, by the clock of `host`. */
  readonly lockedAt: string;
  readonly renewedAt: string;
}

/** This process, as a holder from now on. */
export const holderFromNow = async (): Promise<LockHolder> => {
  const now = new Date().toISOString();
  return { ...(await thisProcess()), host: hostname(), lockedAt: now, renewedAt: now };
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
