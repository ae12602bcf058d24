import { jest } from '@jest/globals';

/** Keeps what is printed from now on, so that none of it reaches the terminal. `jest.restoreAllMocks()` ends it. */
export const capturePrinted = (): { out: string; err: string } => {
  const printed = { out: '', err: '' };
  for (const [name, method, stream] of [
    ['out', 'log', process.stdout],
    ['err', 'error', process.stderr],
  ] as const) {
    jest.spyOn(console, method).mockImplementation((line: string) => void (printed[name] += `${line}\n`));
    jest.spyOn(stream, 'write').mockImplementation((text) => (printed[name] += String(text)) !== '');
  }
  return printed;
};
