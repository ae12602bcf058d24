import { describe, expect, it } from '@jest/globals';
import { fitBudget, type FitBudgetOptions } from './fit-budget.js';

const iterations = { paper: 64_000, short: 8000, quick: 1000, glance: 400, smoke: 8 };
const fit = (within: number, others: Partial<FitBudgetOptions> = {}) =>
  fitBudget({
    ...{ asked: 'short', within, atMost: 0 },
    secondsOf: ({ budget, networks }) => iterations[budget] * (networks === 'all' ? 1 : 0.5),
    ...others,
  });

describe('the budget that fits a time', () => {
  it('is the one asked for where that fits, never a longer one', () => {
    expect(fit(1e6)).toEqual({ budget: 'short', networks: 'all' });
    expect(fit(8000)).toEqual({ budget: 'short', networks: 'all' });
    expect(fit(1e6, { asked: 'smoke' })).toEqual({ budget: 'smoke', networks: 'all' });
  });

  it('is the longest of the shorter ones where it does not', () => {
    expect(fit(7999)).toEqual({ budget: 'quick', networks: 'all' });
    expect(fit(900)).toEqual({ budget: 'glance', networks: 'all' });
  });

  it('has fewer networks before it has too few iterations to show anything', () => {
    expect(fit(399)).toEqual({ budget: 'glance', networks: 'enough' });
  });

  it('takes longer than there is, up to a limit, before it shows nothing', () => {
    expect(fit(1, { atMost: 200 })).toEqual({ budget: 'glance', networks: 'enough' });
    expect(fit(1, { atMost: 199 })).toEqual({ budget: 'smoke', networks: 'all' });
    expect(fit(1, { asked: 'smoke', atMost: 200 })).toEqual({ budget: 'smoke', networks: 'all' });
  });
});
