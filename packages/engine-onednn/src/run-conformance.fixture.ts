import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';

const jest = createRequire(import.meta.url).resolve('jest/bin/jest');

export interface ConformanceResult {
  readonly passed: number;
  /** What the failed tests print. */
  readonly failures: readonly string[];
}

/**
 * Runs the tests of the conformance suite whose titles match a pattern in a process of its own, with other environment
 * variables: an addon chooses its kernels once, and OpenMP and oneDNN read theirs when they start.
 */
export const runConformance = async (
  pattern: string,
  environment: Readonly<Record<string, string>>,
): Promise<ConformanceResult> => {
  const args = [jest, '--json', '--silent', 'onednn-engine', '-t', pattern];
  const options = { env: { ...process.env, ...environment }, maxBuffer: 2 ** 28 };
  // Jest exits with 1 where a test fails, and has still written what happened.
  const stdout = await promisify(execFile)(process.execPath, args, options).then(
    (result) => result.stdout,
    (error: unknown) => {
      if (error instanceof Error && 'stdout' in error && typeof error.stdout === 'string' && error.stdout) {
        return error.stdout;
      }
      throw error;
    },
  );
  const report = JSON.parse(stdout) as {
    readonly numPassedTests: number;
    readonly testResults: readonly { readonly status: string; readonly message: string }[];
  };
  const failures = report.testResults.filter(({ status }) => status === 'failed').map(({ message }) => message);
  return { passed: report.numPassedTests, failures };
};
