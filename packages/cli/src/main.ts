import { setImmediate } from 'node:timers/promises';
import { carryOut } from './carry-out.js';
import type { OutputFailure } from './process/guard-outputs.js';
import { createProgram } from './program.js';
import { VersionRequest } from './version-request.js';

/** Carries out one command line and resolves to its exit code: 0, 1 (failed), 2 (bad usage) or 128 + a signal's number. */
export const main = async (args: readonly string[], outputFailure: OutputFailure = () => null): Promise<number> => {
  const code = await carryOut(() => obey(args));
  // What a write answers comes a moment later.
  await setImmediate();
  const failure = outputFailure();
  if (failure === null) return code;
  console.error(`resnet: standard output could not be written: ${failure}`);
  return code === 0 && !outlastsItsOutput(args) ? 1 : code;
};

const obey = async (args: readonly string[]): Promise<void> => {
  try {
    await createProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof VersionRequest)) throw error;
    const { describeVersion } = await import('./version.js');
    console.log(await describeVersion());
  }
};

/** What `resnet run` does is in the run folders; what any other verb does is what it prints. */
const outlastsItsOutput = ([verb]: readonly string[]): boolean => verb === 'run';
