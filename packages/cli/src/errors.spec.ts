import { describe, expect, it } from '@jest/globals';
import { CommanderError } from 'commander';
import { describeError, exitCodeOf, Interruption, lookUp, UsageError } from './errors.js';

describe('exit codes', () => {
  it('tell success, failure, bad usage and interruption apart', () => {
    expect(exitCodeOf(new CommanderError(0, 'commander.helpDisplayed', '(outputHelp)'))).toBe(0);
    expect(exitCodeOf(new CommanderError(1, 'commander.unknownOption', 'unknown option'))).toBe(2);
    expect(exitCodeOf(new UsageError('unknown experiment'))).toBe(2);
    expect(exitCodeOf(new Interruption('SIGINT'))).toBe(130);
    expect(exitCodeOf(new Interruption('SIGTERM'))).toBe(143);
    expect(exitCodeOf(new Error('no data'))).toBe(1);
    expect(exitCodeOf('thrown by someone else')).toBe(1);
  });
});

describe('an error message', () => {
  it('is one paragraph, with the stack only for those who debug', () => {
    const error = new Error('no data');
    expect(describeError(error, { debug: false })).toBe('resnet: no data');
    expect(describeError(error, { debug: true })).toContain('errors.spec.ts');
  });

  it('is not repeated where commander has printed it', () => {
    expect(describeError(new CommanderError(1, 'commander.unknownOption', ''), { debug: false })).toBeNull();
  });
});

describe('lookUp', () => {
  it('takes a RangeError for bad usage and lets other errors pass', () => {
    const fail = (error: Error) => (): never => {
      throw error;
    };
    expect(() => lookUp(fail(new RangeError('depth must be 6n + 2')))).toThrow(UsageError);
    expect(() => lookUp(fail(new TypeError('a bug')))).toThrow(TypeError);
    expect(lookUp(() => 20)).toBe(20);
  });
});
