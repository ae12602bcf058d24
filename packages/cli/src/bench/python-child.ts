import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface PythonOptions {
  readonly python: string;
  readonly script: string;
  readonly args?: readonly string[];
  /** Beside the environment of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A child that runs PyTorch, and speaks lines of JSON. */
export interface PythonChild {
  readonly ask: (request: unknown) => void;
  /** Rejects with what Python complained of where it ends without one. */
  readonly nextAnswer: () => Promise<unknown>;
  /** Says that no request comes any more. */
  readonly close: () => void;
}

/** Starts a script that answers each line of JSON with one. */
export const startPython = ({ python, script, args = [], environment = {} }: PythonOptions): PythonChild => {
  const env = { ...process.env, ...environment };
  const child = spawn(python, [script, ...args], { stdio: ['pipe', 'pipe', 'pipe'], env });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints = (complaints + chunk.toString()).slice(-2000)));
  child.stdin.on('error', () => undefined); // The missing answer tells what happened.
  return {
    ask: (request) => void child.stdin.write(`${JSON.stringify(request)}\n`),
    nextAnswer: async () => {
      const line = await lines.next();
      if (line.done) throw new Error(`PyTorch ended without an answer: ${complaints.trim() || 'it said nothing'}`);
      return JSON.parse(line.value) as unknown;
    },
    close: () => void child.stdin.end(),
  };
};
