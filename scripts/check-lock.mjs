// Fails where the lock names an optional dependency without an entry of its own: `npm ci` would refuse it elsewhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { missingFromLock } from './missing-from-lock.mjs';
import { root } from './set-up/command.mjs';

const missing = missingFromLock(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
for (const { name, by } of missing)
  console.error(`package-lock.json has no entry for ${name}, an optional dependency of ${by}`);
if (missing.length > 0) {
  console.error('Pin the last version whose optional dependencies are all in the registry, then npm install again.');
  process.exitCode = 1;
} else console.log('package-lock.json is complete.');
