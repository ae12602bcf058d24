import { describe, expect, it } from '@jest/globals';
import { chooseThreads } from './choose-threads.js';

describe('threads', () => {
  it('are as many as there are cores where not given', () => {
    expect(chooseThreads(undefined, 2)).toEqual({ threads: 2, warning: null });
  });

  it('are as many as asked for, without a word up to the cores there are', () => {
    expect(chooseThreads(1, 2)).toEqual({ threads: 1, warning: null });
  });

  it('are said to be slower where they are more than cores', () => {
    expect(chooseThreads(64, 2)).toEqual({
      threads: 64,
      warning: '64 threads on 2 cores are slower than 2: they wait for one another',
    });
  });
});
