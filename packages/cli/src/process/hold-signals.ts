import { checkpointSignal, exitCodeOfSignal, onSignals, stopSignals } from './signals.js';

/**
 * From here on each signal means the same from the first moment to the last: one that stops ends the process with 128 + its
 * number unless somebody else listens to it, and the one that asks for a checkpoint is ignored where there is nothing to
 * write. Left to Node, SIGUSR1 would open its debugger and SIGUSR2 would end a run.
 */
export const holdSignals = (exit: (code: number) => void = (code) => process.exit(code)): (() => void) => {
  const letGo = [
    onSignals(stopSignals, (signal) => {
      if (process.listenerCount(signal) === 1) exit(exitCodeOfSignal(signal));
    }),
    onSignals([checkpointSignal], () => undefined),
  ];
  return () => {
    for (const off of letGo) off();
  };
};
