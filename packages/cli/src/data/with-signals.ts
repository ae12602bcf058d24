import { listenForSignals } from '../run/listen-for-signals.js';

/** Does some work with an abort signal that the first Ctrl-C, or another signal to stop, aborts; says `message` then. */
export const withSignals = async <T>(message: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const listener = listenForSignals({
    onStop: (signal) => console.error(`${signal}: ${message}`),
    onCheckpoint: () => undefined,
  });
  try {
    return await work(listener.signal);
  } finally {
    listener.stop();
  }
};
