import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { describe, expect, it } from '@jest/globals';
import { withResults } from './readme.js';

const readme = 'before\n\n<!-- results: built by paper-figures -->\nold\n<!-- /results -->\n\nafter\n';
const runs = [syntheticRun({ network: 'plain-20', budget: 'short', trainingError: 12.27, testError: 14.65 })];

describe('the README', () => {
  it('gets the table and what was seen between its marks, and nothing else changes', () => {
    const built = withResults(readme, runs);
    expect(built).toContain('| plain-20 | drawn only | 12.27 (n = 1) | 14.65 (n = 1) |');
    expect(built).toContain('On the short budget (8,000 iterations), training / test error ended at 12.3% / 14.7%');
    expect(built).not.toContain('old');
    expect([built.startsWith('before\n\n<!--'), built.endsWith('-->\n\nafter\n')]).toEqual([true, true]);
    expect(withResults(built, runs)).toBe(built);
  });

  it('leaves out budgets shorter than one on which all four networks were run', () => {
    const members = ['plain-20', 'plain-56', 'resnet-20', 'resnet-56'];
    const built = withResults(readme, [
      syntheticRun({ network: 'plain-20', budget: 'paper' }),
      ...members.map((network) => syntheticRun({ network, budget: 'short' })),
      // Begun alone.
      ...members.slice(1).map((network) => syntheticRun({ network, budget: 'paper', state: 'running', progress: 0.1 })),
      ...members.map((network) => syntheticRun({ network, budget: 'glance' })),
    ]);
    expect(built).toContain('| network | paper, test | paper budget, training | paper budget, test | short budget');
    expect(built).not.toContain('glance');
  });

  it('must have its marks', () => {
    expect(() => withResults('before', runs)).toThrow('expected the mark <!-- results');
  });
});
