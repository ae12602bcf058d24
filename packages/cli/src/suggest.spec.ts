import { describe, expect, it } from '@jest/globals';
import { listNames, nearestName, unknownName } from './suggest.js';

const budgets = ['paper', 'short', 'quick', 'glance', 'smoke'];

describe('names that are not known', () => {
  it('bring the nearest known name where a typing slip explains them', () => {
    expect(nearestName('quikc', budgets)).toBe('quick');
    expect(nearestName('cifar10/figure6', ['cifar10/figure-1', 'cifar10/figure-6'])).toBe('cifar10/figure-6');
  });

  it('bring no name where none is near', () => {
    expect(nearestName('imagenet', budgets)).toBeUndefined();
  });

  it('are answered with every valid name', () => {
    expect(unknownName('budget', 'papre', budgets)).toBe(
      'unknown budget papre: expected paper, short, quick, glance or smoke (did you mean paper?)',
    );
  });
});

describe('a list of names', () => {
  it('reads as a sentence does', () => {
    expect(listNames(['f32'])).toBe('f32');
    expect(listNames(['bf16', 'f32'])).toBe('bf16 or f32');
    expect(listNames(['a', 'b', 'c'], 'and')).toBe('a, b and c');
  });
});
