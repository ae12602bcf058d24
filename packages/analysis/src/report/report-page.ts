import type { Run } from '@resnet/run-log';
import type { DrawnFigure } from '../charts/index.js';
import { type ClaimResult, errorText, type Observation, observations, paragraphs } from '../claims/index.js';
import type { LedgerRow } from '../ledger/index.js';
import { budgetLabel, byBudget, countedRuns } from '../runs/index.js';
import { ledgerTable, type Table } from '../tables/index.js';
import { claimSections } from './claim-section.js';
import { pageSpecs } from './curve-spec.js';
import { escapeHtml as text } from './escape-html.js';
import { figureSection } from './figure-section.js';
import { claimCharts, colorStyleOf, figureCharts, pageColors } from './page-charts.js';
import { type PageData, pageRun, scriptJson } from './page-data.js';
import { contentPolicy, readPageScript } from './page-script.js';
import { reportStyle } from './report-style.js';
import { runSection } from './run-section.js';
import { tableSection } from './table-section.js';

/** What a page is made of. */
export interface ReportContent {
  readonly runs: readonly Run[];
  /** Other runs that are drawn and listed too, as longer ones made before. */
  readonly beside?: readonly Run[];
  readonly figures: readonly DrawnFigure[];
  readonly tables: readonly Table[];
  /** What all these runs say of the paper; none of either on a page about one experiment. */
  readonly claims: readonly ClaimResult[];
  readonly ledger: readonly LedgerRow[];
}

/** One HTML file that needs nothing else: what was seen, charts, tables, and each run with how to repeat it. */
export const reportPage = ({ runs, beside = [], figures, tables, claims, ledger }: ReportContent): string => {
  const counted = countedRuns([...runs, ...beside]);
  const colors = pageColors(figures, claims);
  const charts = [...claimCharts(claims, colors), ...figureCharts(figures, colors)];
  const data: PageData = { runs: counted.map(pageRun), charts, specs: pageSpecs() };
  const ofNetworks = figures.filter(({ drawsNetworks }) => drawsNetworks);
  const ofRuns = figures.filter(({ drawsNetworks }) => !drawsNetworks);
  return document({
    style: reportStyle + colorStyleOf(colors),
    data,
    sections: [
      {
        id: 'seen',
        title: 'What was seen',
        content: [...seen(runs), ...seenBefore(beside)],
      },
      { id: 'claims', title: 'Claims', content: claimSections(claims) },
      { id: 'figures', title: 'Curves', content: ofRuns.map(figureSection) },
      { id: 'comparison', title: 'Compare', content: counted.length > 1 ? [comparisonPlace] : [] },
      { id: 'ledger', title: 'Ledger', content: ledgerSections(ledger) },
      { id: 'tables', title: 'Tables', content: tables.map(tableSection) },
      { id: 'networks', title: 'Networks', content: ofNetworks.map(figureSection) },
      { id: 'runs', title: 'Runs', content: runList(counted) },
    ],
  });
};

const ledgerSections = (ledger: readonly LedgerRow[]): readonly string[] =>
  ledger.length === 0 ? [] : [tableSection(ledgerTable(ledger))];

const seen = (runs: readonly Run[]): readonly string[] =>
  runs.length === 0 ? paragraphs(runs).map(paragraph) : seenByBudget(observations(runs));

/** What shorter budgets show is folded. */
const seenByBudget = (all: readonly Observation[]): readonly string[] => {
  const longest = all.filter(({ budget }) => budget === all[0]?.budget);
  const shorter = all.slice(longest.length);
  return [
    ...longest.map(observation),
    ...(shorter.length === 0 ? [] : [folded('What shorter budgets show', shorter.map(observation))]),
  ];
};

const folded = (title: string, content: readonly string[]): string =>
  `<details class="folded"><summary>${text(title)}</summary>
${content.join('\n')}
</details>`;

const observation = ({ title, errors, sentences }: Observation): string => `${
  errors.length === 0
    ? ''
    : `<p>On the ${text(title)}, training / test error ended at:</p>
<ul class="counts">${errors.map(({ name, training, test, n }) => `<li>${text(name)} <strong>${errorText(training)} / ${errorText(test)}</strong>${n > 1 ? ` (n = ${n})` : ''}</li>`).join('')}</ul>`
}
${sentences.map(paragraph).join('\n')}`;

const paragraph = (words: string): string => `<p>${text(words)}</p>`;

const seenBefore = (runs: readonly Run[]): readonly string[] =>
  runs.length === 0 ? [] : [folded('What runs recorded before show', paragraphs(runs).map(paragraph))];

/** Filled by the page's script: any two sides that a reader chooses. */
const comparisonPlace = '<div id="compared"><noscript><p>Use <code>npx resnet compare</code>.</p></noscript></div>';

interface Section {
  readonly id: string;
  readonly title: string;
  /** HTML, piece after piece. */
  readonly content: readonly string[];
}

const document = ({
  style,
  data,
  sections,
}: {
  readonly style: string;
  readonly data: PageData;
  readonly sections: readonly Section[];
}): string => {
  const script = readPageScript();
  const filled = sections.filter(({ content }) => content.length > 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${text(contentPolicy(script))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Deep Residual Learning: what was seen</title>
<style>${style}</style>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<nav aria-label="Sections">${filled.map(({ id, title }) => `<a href="#${id}">${text(title)}</a>`).join('')}</nav>
<main id="main">
<header>
<h1>Deep Residual Learning, reproduced</h1>
<p>Runs of this suite, after He, Zhang, Ren and Sun (2015). Every number of ours comes from the run logs listed below.</p>
<noscript><p>The charts and the comparison need JavaScript, which is off here. Tables and runs do not, and the figures lie beside this page as PNG and SVG files.</p></noscript>
</header>
${filled.map(sectionHtml).join('\n')}
</main>
<script type="application/json" id="report-data">${scriptJson(data)}</script>
<script>${script}</script>
</body>
</html>
`;
};

const sectionHtml = ({ id, title, content }: Section): string => `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${text(title)}</h2>
${content.join('\n')}
</section>`;

const runList = (counted: readonly Run[]): readonly string[] =>
  byBudget(counted).map((group) => `<h3>${text(budgetLabel(group))}</h3>\n${group.runs.map(runSection).join('\n')}`);
