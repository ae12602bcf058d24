import { followParent } from './process/follow-parent.js';
import { guardOutputs } from './process/guard-outputs.js';
import { holdSignals } from './process/hold-signals.js';
import { leaveClosedTerminal } from './process/leave-closed-terminal.js';

// Before anything that takes time to load.
holdSignals();
followParent();
leaveClosedTerminal();
const outputFailure = guardOutputs();
const { main } = await import('./main.js');
process.exitCode = await main(process.argv.slice(2), outputFailure);
