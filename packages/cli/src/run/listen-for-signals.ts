import { Interruption } from '../errors.js';
import { checkpointSignal, endBy, onSignals, stopSignals, type StopSignal } from '../process/signals.js';

/** npm passes on a Ctrl-C that the terminal has sent us too: signals this close together are one. */
const sameKeyMilliseconds = 500;

export interface SignalListener {
  /** Aborted with an `Interruption` by the first signal that asks to stop. */
  readonly signal: AbortSignal;
  /** Whether a checkpoint has been asked for since the last call. */
  readonly takeCheckpointRequest: () => boolean;
  /** Leaves the signals to the process again. */
  readonly stop: () => void;
}

export interface SignalOptions {
  /** Called at the first signal that asks to stop. */
  readonly onStop: (signal: StopSignal) => void;
  /** Called when a checkpoint is asked for. */
  readonly onCheckpoint: () => void;
  readonly end?: (signal: StopSignal) => void;
  readonly now?: () => number;
}

/**
 * Turns the first signal that asks to stop into an abort signal. A second Ctrl-C ends the process at once, since a person
 * pressed it; any other signal that follows does not, since schedulers repeat theirs while the checkpoint is written.
 */
export const listenForSignals = ({
  onStop,
  onCheckpoint,
  end = endBy,
  now = () => performance.now(),
}: SignalOptions): SignalListener => {
  const controller = new AbortController();
  let first = 0;
  const stopListening = onSignals(stopSignals, (signal) => {
    if (!controller.signal.aborted) {
      first = now();
      controller.abort(new Interruption(signal));
      onStop(signal);
    } else if (signal === 'SIGINT' && now() - first > sameKeyMilliseconds) end(signal);
  });
  let asked = false;
  const checkpointListening = onSignals([checkpointSignal], () => {
    asked = true;
    onCheckpoint();
  });
  return {
    signal: controller.signal,
    takeCheckpointRequest: () => {
      const taken = asked;
      asked = false;
      return taken;
    },
    stop: () => {
      stopListening();
      checkpointListening();
    },
  };
};
