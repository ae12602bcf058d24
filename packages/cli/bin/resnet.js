#!/usr/bin/env node
import { followParent } from '../dist/process/follow-parent.js';
import { guardOutputs } from '../dist/process/guard-outputs.js';
import { holdSignals } from '../dist/process/hold-signals.js';

holdSignals();
followParent();
const outputFailure = guardOutputs();
const { main } = await import('../dist/main.js');
process.exitCode = await main(process.argv.slice(2), outputFailure);
