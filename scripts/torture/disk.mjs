import { execFileSync } from 'node:child_process';
import { mkdirSync, rmdirSync } from 'node:fs';

/** A small disk in memory that can be resized, in kilobytes: `{ folder, resize, close }`; `null` where none may be mounted. */
export const openDisk = (folder) => {
  const mount = (...args) => execFileSync('mount', args, { stdio: 'ignore' });
  mkdirSync(folder, { recursive: true });
  try {
    mount('-t', 'tmpfs', '-o', 'size=16384k', 'torture', folder);
  } catch {
    return null;
  }
  return {
    folder,
    resize: (kilobytes) => mount('-o', `remount,size=${kilobytes}k`, folder),
    close: () => {
      execFileSync('umount', [folder], { stdio: 'ignore' });
      rmdirSync(folder);
    },
  };
};
