import { describe, expect, it } from '@jest/globals';
import { explainChoice } from './explain-choice.js';
import type { Choice } from './fit-budget.js';

const minutes = { paper: 4000, short: 500, quick: 60, glance: 30, smoke: 0.5 };
const explain = (taken: Choice, within: number, pace = 1, experiment = 'cifar10/degradation') =>
  explainChoice({
    ...{ asked: { budget: 'quick', networks: 'all' }, taken, within },
    ...{ enough: ['plain-20', 'plain-56'], command: { experiment, out: 'reproduction', threads: 2, within } },
    secondsOf: ({ budget, networks }) => 60 * pace * minutes[budget] * (networks === 'all' ? 1 : 0.5),
  });

describe('what is said of a budget', () => {
  it('is nothing where it is the one asked for', () => {
    expect(explain({ budget: 'quick', networks: 'all' }, 60)).toBeNull();
  });

  it('is how long the one asked for would take', () => {
    expect(explain({ budget: 'glance', networks: 'all' }, 40)).toBe(
      'The quick budget needs about 60 min here; there are 40 minutes. So the glance budget is taken.',
    );
  });

  it('is which networks are trained where there is no time for all', () => {
    expect(explain({ budget: 'glance', networks: 'enough' }, 20)).toBe(
      'The quick budget needs about 60 min here; there are 20 minutes. So the glance budget is taken, with plain-20 and plain-56 only.',
    );
  });

  it('is how long it takes where even that is longer', () => {
    expect(explain({ budget: 'glance', networks: 'enough' }, 10)).toContain(
      'with plain-20 and plain-56 only, about 15 min: less would show nothing.',
    );
  });

  it('is how long anything would take and how to go on where only the smoke budget runs', () => {
    const text = explain({ budget: 'smoke', networks: 'all' }, 15, 20);
    expect(text).not.toMatch(/ $/m);
    expect(text).toContain('the glance budget for plain-20 and plain-56 alone, needs about 5 h.');
    expect(text).toContain(
      'npx resnet run cifar10/degradation --budget glance --only plain-20,plain-56 --threads 2 --out reproduction',
    );
    expect(text).toContain('npx resnet report --results reproduction --out reproduction');
    expect(explain({ budget: 'smoke', networks: 'all' }, 15, 20, './mine.ts')).toContain(
      'npx resnet report ./mine.ts --results reproduction --out reproduction',
    );
  });
});
