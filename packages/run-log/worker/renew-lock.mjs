import { closeSync, openSync, writeSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';
import { workerData } from 'node:worker_threads';

/**
 * Renews a lock from a thread of its own, since an iteration may block the main thread for minutes. The file is opened
 * without being created: once another process has removed it, there is nothing left to renew.
 */
const { file, holder, seconds, bytes } = workerData;

const renew = () => {
  try {
    const opened = openSync(file, 'r+');
    try {
      writeSync(opened, JSON.stringify({ ...holder, renewedAt: new Date().toISOString() }).padEnd(bytes), 0);
    } finally {
      closeSync(opened);
    }
  } catch (error) {
    // A disk that is full or away for a moment: the next renewal may succeed.
    if (error.code === 'ENOENT') clearInterval(timer);
  }
};
const timer = setInterval(renew, 1000 * seconds);
