import { describeError, exitCodeOf } from './errors.js';

/** Does some work, says why it could not be done, and resolves to the exit code: 0, 1, 2 or 128 + a signal's number. */
export const carryOut = async (work: () => Promise<unknown>): Promise<number> => {
  try {
    await work();
    return 0;
  } catch (error) {
    const message = describeError(error, { debug: process.env.RESNET_DEBUG === '1' });
    if (message !== null) console.error(message);
    return exitCodeOf(error);
  }
};
