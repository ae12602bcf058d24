import { describe, expect, it } from '@jest/globals';
import { fitBudget } from './fit-budget.js';

const seconds = { paper: 64_000, short: 8000, quick: 1000, smoke: 8 };
const fit = (within: number) => fitBudget({ asked: 'short', within, secondsOf: (budget) => seconds[budget] });

describe('the budget that fits a time', () => {
  it('is the one asked for where that fits, never a longer one', () => {
    expect(fit(1e6)).toBe('short');
    expect(fit(8000)).toBe('short');
  });

  it('is the longest of the shorter ones where it does not', () => {
    expect(fit(7999)).toBe('quick');
    expect(fit(900)).toBe('smoke');
  });

  it('is the shortest where none fits', () => {
    expect(fit(1)).toBe('smoke');
  });
});
