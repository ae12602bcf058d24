import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, root, say } from './command.mjs';

/** npm writes this last: without it an installation was cut short. */
const installed = join(root, 'node_modules/.package-lock.json');

/** npm itself writes the two files within a moment of each other, in either order. */
const momentMs = 5000;

const upToDate = () =>
  existsSync(installed) && statSync(installed).mtimeMs > statSync(join(root, 'package-lock.json')).mtimeMs - momentMs;

/** Installs what the lock names, where that is not what is there. */
export const installPackages = async () => {
  if (upToDate()) return;
  say('Installing packages from the npm registry ...');
  await mustRun('npm', 'ci', '--no-fund', '--no-audit');
};
