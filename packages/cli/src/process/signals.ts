import { constants } from 'node:os';

/** Signals that end a command; `resnet run` writes a checkpoint first. SIGUSR1 is how schedulers warn that time is up. */
export const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR1'] as const satisfies readonly NodeJS.Signals[];
export type StopSignal = (typeof stopSignals)[number];

/** `resnet run` writes a checkpoint and goes on. */
export const checkpointSignal = 'SIGUSR2';

/** What the shell is told of a process that a signal ended: 128 and the signal's number. */
export const exitCodeOfSignal = (signal: NodeJS.Signals): number => 128 + constants.signals[signal];

/**
 * Ends the process as the signal does where nobody listens: at once, whatever computes. `process.exit` waits for a session's
 * call to end.
 */
export const endBy = (signal: StopSignal): void => {
  process.removeAllListeners(signal);
  // At SIGUSR1 Node would open its debugger.
  if (signal !== 'SIGUSR1') process.kill(process.pid, signal);
  // The first process of a container cannot send itself a signal.
  process.exit(exitCodeOfSignal(signal));
};

/** Calls `listener` at each of the signals, those left out that the system does not have; returns what takes it off again. */
export const onSignals = <Signal extends NodeJS.Signals>(
  signals: readonly Signal[],
  listener: (signal: Signal) => void,
): (() => void) => {
  const calls = signals
    .filter((signal) => signal in constants.signals)
    .map((signal) => [signal, (): void => listener(signal)] as const);
  for (const [signal, call] of calls) process.on(signal, call);
  return () => {
    for (const [signal, call] of calls) process.off(signal, call);
  };
};
