import { CommanderError } from 'commander';
import { describeSystemError } from './describe-system-error.js';
import { exitCodeOfSignal, type StopSignal } from './process/signals.js';

/** What was typed cannot be carried out as typed: exit code 2. */
export class UsageError extends Error {}

/** A signal asked to stop: exit code 128 + its number. */
export class Interruption extends Error {
  readonly signal: StopSignal;

  constructor(signal: StopSignal, message = `stopped by ${signal}`, options?: ErrorOptions) {
    super(message, options);
    this.signal = signal;
  }
}

/** What the shell is told: 0, 1 (failed), 2 (bad usage) or 128 + the number of the signal that stopped it. */
export const exitCodeOf = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof UsageError) return 2;
  return error instanceof Interruption ? exitCodeOfSignal(error.signal) : 1;
};

/** One plain paragraph for people; with `debug` the stack follows. `null` where commander has said it already. */
export const describeError = (error: unknown, { debug }: { readonly debug: boolean }): string | null => {
  if (error instanceof CommanderError) return null;
  if (!(error instanceof Error)) return `resnet: ${String(error)}`;
  const said = describeSystemError(error) ?? error.message;
  return `resnet: ${debug ? `${said}\n${error.stack ?? ''}` : said}`;
};

/** Throws an error of a look-up of something the user named: a `RangeError` is bad usage. */
export const asUsage = (error: unknown): never => {
  if (error instanceof RangeError) throw new UsageError(error.message, { cause: error });
  throw error;
};

/** Looks up something the user named: its `RangeError` is bad usage. */
export const lookUp = <T>(find: () => T): T => {
  try {
    return find();
  } catch (error) {
    return asUsage(error);
  }
};
