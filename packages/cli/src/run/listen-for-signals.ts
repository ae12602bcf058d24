import { exitCodeOf, Interruption } from '../errors.js';

/** npm passes on a Ctrl-C that the terminal has sent us too: signals this close together are one. */
const sameKeyMilliseconds = 500;

export interface InterruptListener {
  /** Aborted with an `Interruption` by the first Ctrl-C. */
  readonly signal: AbortSignal;
  /** Leaves Ctrl-C to Node again. */
  readonly stop: () => void;
}

export interface InterruptOptions {
  /** Called at the first Ctrl-C. */
  readonly onInterrupt: () => void;
  readonly exit?: (code: number) => void;
  readonly now?: () => number;
}

/** Turns the first Ctrl-C into an abort signal; the second ends the process at once. */
export const listenForInterrupts = ({
  onInterrupt,
  exit = (code) => process.exit(code),
  now = () => performance.now(),
}: InterruptOptions): InterruptListener => {
  const controller = new AbortController();
  const interruption = new Interruption('interrupted; the same command goes on from the checkpoint');
  let first = 0;
  const listener = (): void => {
    if (controller.signal.aborted) {
      if (now() - first > sameKeyMilliseconds) exit(exitCodeOf(interruption));
      return;
    }
    first = now();
    controller.abort(interruption);
    onInterrupt();
  };
  process.on('SIGINT', listener);
  return { signal: controller.signal, stop: () => process.off('SIGINT', listener) };
};
