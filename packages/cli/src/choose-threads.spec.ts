import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { chooseThreads } from './choose-threads.js';

describe('threads', () => {
  beforeEach(() => void jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => void jest.restoreAllMocks());

  it('are as many as there are cores where not given', () => {
    expect(chooseThreads(undefined, 2)).toBe(2);
  });

  it('are as many as asked for, without a word up to the cores there are', () => {
    expect(chooseThreads(1, 2)).toBe(1);
    expect(console.error).not.toHaveBeenCalled();
  });

  it('are said to be slower where they are more than cores', () => {
    expect(chooseThreads(64, 2)).toBe(64);
    expect(console.error).toHaveBeenCalledWith(
      '64 threads on 2 cores are slower than 2 threads: they wait for each other',
    );
  });
});
