import { syntheticRun } from '@resnet/analysis/synthetic-run';
import { describe, expect, it } from '@jest/globals';
import { documents, withResults } from './documents.js';

const [readme, findings] = documents as readonly [(typeof documents)[number], (typeof documents)[number]];
const mark = (name: string): string => `<!-- results ${name}: built by paper-figures -->\nold\n<!-- /results -->\n`;
const text = `before\n\n${mark('degradation')}\nafter\n`;
const runs = [syntheticRun({ network: 'plain-20', budget: 'short', trainingError: 12.27, testError: 14.65 })];

describe('the README', () => {
  it('gets the table and what was seen between its marks, and nothing else changes', () => {
    const built = withResults(text, readme, runs);
    expect(built).toContain('| plain-20 | drawn only | 12.27 (n = 1) | 14.65 (n = 1) |');
    expect(built).toContain('On the short budget (8,000 iterations), training / test error ended at 12.3% / 14.7%');
    expect(built).not.toContain('old');
    expect([built.startsWith('before\n\n<!--'), built.endsWith('-->\n\nafter\n')]).toEqual([true, true]);
    expect(withResults(built, readme, runs)).toBe(built);
  });

  it('leaves out budgets shorter than one on which all four networks were run', () => {
    const members = ['plain-20', 'plain-56', 'resnet-20', 'resnet-56'];
    const built = withResults(text, readme, [
      syntheticRun({ network: 'plain-20', budget: 'paper' }),
      ...members.map((network) => syntheticRun({ network, budget: 'short' })),
      // Begun alone.
      ...members.slice(1).map((network) => syntheticRun({ network, budget: 'paper', state: 'running', progress: 0.1 })),
      ...members.map((network) => syntheticRun({ network, budget: 'glance' })),
    ]);
    expect(built).toContain('| network | paper, test | paper budget, training | paper budget, test | short budget');
    expect(built).not.toContain('glance');
  });
});

describe('the findings', () => {
  const names = Object.keys(findings.parts);
  const built = withResults(names.map(mark).join('\nwords\n'), findings, runs);

  it('have in each part what has been run of its members on its budget', () => {
    const depth = built.split('\n').filter((line) => line.includes('| plain-20 |'));
    expect(depth).toEqual(['| plain-20 | 12.27 (n = 1) | 14.65 (n = 1) |']);
    expect(built.match(/Nothing of this has been run\./g)).toHaveLength(names.length - 1);
    expect(built).not.toContain('not run |');
  });

  it('keep the words between their parts', () => {
    expect(built.match(/^words$/gm)).toHaveLength(names.length - 1);
    expect(withResults(built, findings, runs)).toBe(built);
  });
});

describe('a document', () => {
  it.each([
    ['without its marks', 'before', 'found none'],
    ['with one twice', text + text, 'found degradation, degradation'],
    ['with one of no part', text + mark('depth'), 'found degradation, depth'],
    ['with one that does not end', text.replace('<!-- /results -->', ''), 'found none'],
  ])('%s is refused', (_, broken, message) => {
    expect(() => withResults(broken, readme, runs)).toThrow(
      new RegExp(`^expected in README.md once each <!-- results degradation: .*${message}`),
    );
  });
});
