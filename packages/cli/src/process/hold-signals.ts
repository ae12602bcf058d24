import { checkpointSignal, endBy, onSignals, stopSignals, type StopSignal } from './signals.js';

/**
 * From here on each signal means the same from the first moment to the last: one that stops ends the process at once
 * unless somebody else listens to it, and the one that asks for a checkpoint is ignored where there is nothing to
 * write. Left to Node, SIGUSR1 would open its debugger and SIGUSR2 would end a run.
 */
export const holdSignals = (end: (signal: StopSignal) => void = endBy): (() => void) => {
  const letGo = [
    onSignals(stopSignals, (signal) => {
      if (process.listenerCount(signal) === 1) end(signal);
    }),
    onSignals([checkpointSignal], () => undefined),
  ];
  return () => {
    for (const off of letGo) off();
  };
};
