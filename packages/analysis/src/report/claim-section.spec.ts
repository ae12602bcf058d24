import { describe, expect, it } from '@jest/globals';
import type { ClaimResult } from '../claims/index.js';
import { claimSections } from './claim-section.js';
import { claimCharts, pageColors } from './page-charts.js';

const result: ClaimResult = {
  id: 'degradation/plain-56/plain-20/training',
  group: 'degradation',
  section: '4.2, Figure 1',
  statement: 'plain-56 has higher training error than plain-20.',
  measure: 'training',
  budget: 'short',
  verdict: 'supported',
  sentence: 'It is 44 points higher.',
  caveats: ['The rates <differ>.'],
  difference: {
    value: 44,
    low: 43,
    high: 45,
    left: 56,
    right: 12,
    unit: 'percentage points',
    from: 'images',
    pairs: 1,
  },
  members: ['plain-56', 'plain-20'],
  runs: ['a/short/plain-56/seed-1', 'a/short/plain-20/seed-1'],
};
const notRun: ClaimResult = { ...result, budget: 'paper', verdict: 'not-run', sentence: 'Not run: plain-56.' };
const open: ClaimResult = { ...notRun, id: 'degradation/plain-110/plain-20/training', runs: [] };
const twins: ClaimResult = {
  ...result,
  id: 'twins/resnet-20/plain-20/test',
  measure: 'test',
  members: ['resnet-20', 'plain-20'],
};

describe('the claims of the page', () => {
  const html = claimSections([notRun, open, { ...open, budget: 'short' }, result, twins]).join('');

  it('are first those that were judged, by budget, then the others by name alone', () => {
    expect(html.indexOf('On the short budget')).toBeLessThan(html.indexOf('Not run: plain-56.'));
    expect(html).not.toContain('On the paper budget');
    expect(html.match(/<article/g)).toHaveLength(2);
  });

  it('are named once where no budget decides them', () => {
    expect(html).toContain('1 claim that the finished runs cannot judge on any budget');
    expect(html.match(/<li>/g)).toHaveLength(1);
    expect(html).toContain('<span class="source">paper, short budgets. Not run: plain-56.</span></li>');
  });

  it('are marked where they rest on one seed', () => {
    expect(html).toContain('<span class="badge supported">supported</span> (one seed) <span class="source">');
  });

  it('say what else a difference may be owed to', () => {
    expect(html).toContain('The rates &lt;differ&gt;.');
  });

  it('have no curves where they are about layer responses', () => {
    const responses: ClaimResult = { ...result, id: 'responses/a/b', measure: 'layer-responses' };
    expect(claimCharts([responses], new Map())).toEqual([]);
    expect(claimSections([responses]).join('')).not.toContain('class="chart"');
  });

  it('are counted by budget and verdict', () => {
    const quick: ClaimResult = { ...result, budget: 'quick', verdict: 'contradicted' };
    const counted = claimSections([quick, result, twins]).join('');
    expect(counted.indexOf('#claims-short')).toBeLessThan(counted.indexOf('#claims-quick'));
    const cells = (...counts: readonly number[]) => counts.map((count) => `<td class="number">${count}</td>`).join('');
    expect(counted).toContain(`<a href="#claims-short">short</a></th>${cells(2, 0, 0, 2)}</tr>`);
    expect(counted).toContain(`<a href="#claims-quick">quick</a></th>${cells(0, 1, 0, 1)}</tr>`);
    expect(counted).toContain('id="claims-short" open>');
    expect(counted).toContain('id="claims-quick">');
  });

  it('have a chart each where they were judged, of what they are measured on', () => {
    const results = [notRun, result, twins];
    const charts = claimCharts(results, pageColors([], results));
    expect(charts.map(({ id, panels }) => [id, panels])).toEqual([
      [
        'chart-claim-short-degradation-plain-56-plain-20-training',
        [{ title: '', members: ['plain-56', 'plain-20'], kinds: ['training'] }],
      ],
      [
        'chart-claim-short-twins-resnet-20-plain-20-test',
        // Both have the colour of 20 layers, so they stand beside each other.
        [
          { title: 'ResNet-20', members: ['resnet-20'], kinds: ['test'] },
          { title: 'plain-20', members: ['plain-20'], kinds: ['test'] },
        ],
      ],
    ]);
    for (const { id } of charts) expect(html).toContain(`id="${id}"`);
  });
});
