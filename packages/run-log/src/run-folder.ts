import { join } from 'node:path';
import { type RunIdentity, runKey } from './run-key.js';

/** Where a run lies below `root`: its key, as folders. */
export const runFolder = (root: string, run: RunIdentity): string => join(root, ...runKey(run).split('/'));
