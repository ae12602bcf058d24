#!/usr/bin/env node
import { checkNode } from './check-node.js';

checkNode();
import('../dist/start.js').catch((error) => {
  console.error(
    error.code === 'ERR_MODULE_NOT_FOUND' ? `resnet is not built (${error.message}): npm run set-up` : error,
  );
  process.exitCode = 1;
});
