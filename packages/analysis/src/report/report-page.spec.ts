import { describe, expect, it } from '@jest/globals';
import { degradationFigure, drawFigures, experimentFigure, figure1 } from '../charts/index.js';
import { judgePaper } from '../claims/index.js';
import { compareSides } from '../compare/index.js';
import { ledgerRows } from '../ledger/index.js';
import { drawnFigures } from '../networks/index.js';
import { degradationTable } from '../tables/index.js';
import { syntheticRun } from '../synthetic-run.js';
import { type PageData, pageRun, runOfPage } from './page-data.js';
import { contentPolicy, readPageScript } from './page-script.js';
import { reportPage } from './report-page.js';
import { runSection } from './run-section.js';

const runs = ['plain-20', 'plain-56'].map((network) => syntheticRun({ network, budget: 'quick' }));
const figures = await drawFigures([figure1(runs)!, degradationFigure(runs)!, ...drawnFigures()]);
const content = { figures: [], tables: [], claims: [], ledger: [] };
const claims = judgePaper(runs);
const page = reportPage({ runs, figures, tables: [degradationTable(runs)], claims, ledger: ledgerRows(runs) });

/** A page without what its script reads and the script itself. */
const markupOf = (html: string): string => html.slice(0, html.indexOf('<script'));
const markup = markupOf(page);
const dataOf = (html: string): PageData =>
  JSON.parse(/id="report-data">(.*)<\/script>/.exec(html)?.[1] ?? '') as PageData;
const data = dataOf(page);

describe('the report page', () => {
  it('asks for nothing outside itself', () => {
    expect(markup).not.toMatch(/<(link|img|iframe|object)|@import|(src|href)="(?!#)|url\((?!#)/);
    expect(/<script(?! type="application\/json" id="report-data">|>)/.exec(page)).toBeNull();
  });

  it('has a policy that lets it run its own script alone, and no eval', () => {
    expect(markup).toContain(contentPolicy(readPageScript()).replaceAll("'", '&#39;'));
    expect(contentPolicy('alert(1)')).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
  });

  it('holds summary, figures, table and runs', () => {
    expect(markup).toContain('<p>On the quick budget (1,000 iterations), ');
    expect(markup).toContain('<div class="chart" id="chart-figure-1" role="group"');
    expect(markup).toContain('aria-label="Figure 3. VGG-19, plain-34 and ResNet-34. Three networks');
    expect(markup).toContain('<th scope="row">plain-56</th><td class="number">drawn only</td>');
    expect(markup).toContain('Budget quick: 1000 iterations instead of 64000.');
  });

  it('has figures of runs under Curves and drawings of networks under Networks, whatever their experiment is called', async () => {
    const own = { id: 'mine/compared', reproduces: '', claim: '', members: [] };
    const network = { family: 'plain', depth: 20 } as const;
    const members = ['plain-20', 'plain-56'].map((name) => ({ name, runs: 'cifar10/figure-6', network }));
    const drawn = await drawFigures([experimentFigure({ ...own, members }, runs)!, ...drawnFigures()]);
    const html = markupOf(reportPage({ ...content, runs, figures: drawn }));
    expect(html.match(/id="compared"/g)).toHaveLength(1);
    expect(html).toMatch(/id="figures"[^]*id="figure-of-compared"[^]*id="networks"[^]*id="figure-of-figure-3"/);
    expect(html).not.toMatch(/id="networks"[^]*id="figure-of-compared"/);
  });

  it('says below a chart which runs are not whole, and which members are missing', async () => {
    const short = [runs[0]!, syntheticRun({ network: 'plain-56', budget: 'quick', state: 'diverged', progress: 0.4 })];
    const html = markupOf(
      reportPage({ ...content, runs: short, figures: await drawFigures([degradationFigure(short)!]) }),
    );
    expect(html).toContain('<li>quick budget (1,000 iterations): plain-56 diverged at iteration 400</li>');
    expect(html).toContain('<li>quick budget (1,000 iterations): not run: ResNet-20, 56</li>');
  });

  it('has nothing to compare where there is one run', () => {
    expect(markupOf(reportPage({ ...content, runs: runs.slice(0, 1) }))).not.toContain('id="comparison"');
  });

  it('has no claims and no ledger where none are given, as of one experiment', () => {
    const own = markupOf(reportPage({ ...content, runs }));
    expect(own).not.toMatch(/id="(claims|ledger)"/);
    expect(own).not.toContain('not run');
    expect(markup).toMatch(/id="claims"[^]*id="ledger"/);
  });

  it('says that a run on 45,000 images has no test error', () => {
    const [run] = runs;
    const record = { ...run!.record, final: { ...run!.record.final!, evaluation: [] } };
    expect(markupOf(reportPage({ ...content, runs: [{ ...run!, record }] }))).toContain(
      '<li>plain-20 <strong>5.0% / not measured</strong></li>',
    );
  });

  it('folds away what other runs show', () => {
    const beside = [syntheticRun({ network: 'plain-20', budget: 'short', trainingError: 12.6, testError: 15.1 })];
    const [shown, folded] = reportPage({ ...content, runs, beside }).split(
      '<summary>What runs recorded before show</summary>',
    );
    expect(shown).not.toContain('short budget');
    expect(folded).toMatch(/^\n<p>On the short budget .* ended at 12\.6% \/ 15\.1% \(plain-20\)\.<\/p>\n<\/details>/);
  });

  it('holds each run once, however many charts show it', () => {
    expect(data.runs.map(({ key }) => key)).toEqual([
      'cifar10/figure-6/quick/plain-20/seed-1',
      'cifar10/figure-6/quick/plain-56/seed-1',
    ]);
    expect(data.charts.map(({ id, runs: keys }) => [id, keys.length])).toEqual([
      ['chart-claim-quick-degradation-plain-56-plain-20-training', 2],
      ['chart-claim-quick-degradation-plain-56-plain-20-test', 2],
      ['chart-figure-1', 2],
      ['chart-degradation', 2],
    ]);
  });

  it('draws a network in the colour that it has in every figure', () => {
    expect(data.charts[0]!.colors).toEqual({ 'plain-20': 'var(--curve-e0a000)', 'plain-56': 'var(--curve-d62828)' });
    expect(markup).toContain('--curve-e0a000: #e0a000;');
  });

  it('draws any other member in the colour of its figure too, in whatever claim', async () => {
    const experiment = 'cifar10/shortcuts';
    const members = ['resnet-20', 'resnet-20-B', 'resnet-20-C'].map((name) => ({
      name,
      network: { family: 'residual', depth: 20 } as const,
    }));
    const own = [
      syntheticRun({ network: 'resnet-20', budget: 'quick' }),
      ...['B', 'C'].map((option) => syntheticRun({ network: `resnet-20-${option}`, experiment, budget: 'quick' })),
    ];
    const figure = experimentFigure({ id: experiment, reproduces: '', claim: '', members }, own)!;
    const drawn = await drawFigures([figure]);
    const { charts } = dataOf(reportPage({ ...content, runs: own, figures: drawn, claims: judgePaper(own) }));
    const colorsOf = (id: string) => charts.find((chart) => chart.id === id)?.colors;
    const inFigure = colorsOf('chart-shortcuts')!;
    expect(new Set(Object.values(inFigure)).size).toBe(3);
    expect(colorsOf('chart-claim-quick-shortcuts-resnet-20-resnet-20-C-test')).toEqual({
      'resnet-20': inFigure['resnet-20'],
      'resnet-20-C': inFigure['resnet-20-C'],
    });
  });

  it('has top-5 errors of runs of many classes, also once its script has read them', () => {
    const run = syntheticRun({ network: 'resnet-34', experiment: 'imagenet/table-2', classes: 1000, testError: 30 });
    expect(runSection(run)).toContain('test error 30.00% (top-5 2.00%)');
    expect(runSection(runs[0]!)).not.toContain('top-5');
    const { differences } = compareSides([run], [runOfPage(pageRun(run))]);
    expect(differences.map(({ name }) => name)).toContain('top-5 test error');
  });

  it('has no time of 60 seconds', () => {
    const timeOf = (wallSeconds: number) => {
      const [run] = runs;
      return /<dt>Time<\/dt><dd>(.*), started/.exec(
        runSection({ ...run!, record: { ...run!.record, wallSeconds } }),
      )?.[1];
    };
    expect([59.4, 839.6, 3599.7, 7290].map(timeOf)).toEqual(['0 min 59 s', '14 min 0 s', '1 h 0 min', '2 h 1 min']);
  });

  it('says how to repeat each run, in a folder where it does not lie yet', () => {
    expect(markup).toContain(
      'npx resnet run cifar10/figure-6 --budget quick --only plain-56 --seeds 1 --engine onednn --precision bf16 --threads 2 --out repeated',
    );
  });

  it('repeats a run of somebody’s own experiment from its file, with as many groups at once', () => {
    const own = syntheticRun({ network: 'resnet-20', experiment: 'mine/wider', budget: 'quick' });
    const html = runSection({ ...own, record: { ...own.record, groupsAtOnce: 2 } });
    expect(html).toContain('npx resnet run &lt;the file of mine/wider&gt; --budget quick --only resnet-20 --seeds 1 ');
    expect(html).toContain(' --threads 2 --groups-at-once 2 --out repeated');
  });

  it('shows text from a log as text', () => {
    const [run] = runs;
    const record = { ...run!.record, deviations: ['<script>alert("1")</script>'] };
    const html = reportPage({ ...content, runs: [{ ...run!, record }] });
    expect(markupOf(html)).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;');
    expect(html.includes('<script>alert')).toBe(false);
  });
});
