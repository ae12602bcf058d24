// Runs one of the scripts beside it, once Node is known to be new enough for it: node scripts/task.mjs reproduce
// Like what it imports, this file is plain enough for Node 12 to read.
import { checkNode } from '../packages/cli/bin/check-node.js';

checkNode();
const name = process.argv.splice(2, 1)[0];
import(`./${name}.mjs`);
