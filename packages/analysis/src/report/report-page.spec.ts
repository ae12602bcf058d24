import { describe, expect, it } from '@jest/globals';
import { figure1, drawFigures } from '../charts/index.js';
import { syntheticRun } from '../synthetic-run.js';
import { degradationTable } from '../tables/index.js';
import { reportPage } from './report-page.js';

const runs = ['plain-20', 'plain-56'].map((network) => syntheticRun({ network, budget: 'quick' }));
const page = reportPage({ runs, figures: await drawFigures([figure1(runs)!]), tables: [degradationTable(runs)] });

describe('the report page', () => {
  it('asks for nothing outside itself and runs nothing', () => {
    expect(page).not.toMatch(/<(script|link|img|iframe)|@import|(src|href)="(?!#)|url\((?!#)/);
  });

  it('holds summary, figure, table and runs', () => {
    expect(page).toContain('<p>On the quick budget (1,000 iterations), ');
    expect(page).toContain('aria-label="Figure 1. Plain networks on CIFAR-10. Two panels');
    expect(page).toContain('<th scope="row">plain-56</th><td class="number">drawn only</td>');
    expect(page).toContain('Budget quick: 1000 iterations instead of 64000.');
  });

  it('says how to repeat each run', () => {
    expect(page).toContain(
      'npx resnet run cifar10/figure-6 --budget quick --only plain-56 --seeds 1 --engine onednn --precision bf16 --threads 2',
    );
  });

  it('shows text from a log as text', () => {
    const [run] = runs;
    const record = { ...run!.record, deviations: ['<script>alert("1")</script>'] };
    expect(reportPage({ runs: [{ ...run!, record }], figures: [], tables: [] })).toContain(
      '&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;',
    );
  });
});
