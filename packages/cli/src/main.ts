import { describeError, exitCodeOf } from './errors.js';
import { createProgram } from './program.js';

/** Carries out one command line and resolves to its exit code: 0, 1 (failed), 2 (bad usage) or 130 (interrupted). */
export const main = async (args: readonly string[]): Promise<number> => {
  process.stdout.on('error', leaveWhenReaderHasLeft);
  try {
    await createProgram().parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const message = describeError(error, { debug: process.env.RESNET_DEBUG === '1' });
    if (message !== null) console.error(message);
    return exitCodeOf(error);
  }
};

/** `resnet list | head` closes the pipe early, which is no failure. */
const leaveWhenReaderHasLeft = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
};
