import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** What set-up writes, as far as it is there already. */
const written = ['.', 'node_modules', '.nx', 'packages/cli/dist', 'packages/engine-onednn/build'];

const mayWrite = (path) => {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
};

/** Why set-up cannot write a clone, as another user's or one on a read-only disk, in a sentence or two; `null` where it can. */
export const writableProblem = (root, isWritable = mayWrite) => {
  const found = written.map((name) => join(root, name)).find((path) => existsSync(path) && !isWritable(path));
  if (found === undefined) return null;
  const { uid, username } = userInfo();
  const owner = statSync(found).uid;
  const why = owner === uid ? 'is read-only' : `belongs to another user (uid ${owner})`;
  return `${found} ${why} and cannot be written by ${username}: clone the repository again as ${username}, into a folder of your own.`;
};
