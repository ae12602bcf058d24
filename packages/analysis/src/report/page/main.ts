import { type PageData, runOfPage } from '../page-data.js';
import { CurveChart } from './curve-chart.js';
import { RunComparison } from './run-comparison.js';
import { whenSeen } from './when-seen.js';

/** The page's script: makes the charts that the page's data name, each when it comes into sight, and the comparison. */
const readData = (): PageData => {
  const text = document.getElementById('report-data')?.textContent ?? '';
  return JSON.parse(text) as PageData;
};

const start = (): void => {
  const data = readData();
  const runs = new Map(data.runs.map((run) => [run.key, runOfPage(run)]));
  for (const chart of data.charts) {
    const host = document.getElementById(chart.id);
    if (host !== null) whenSeen(host, () => new CurveChart(host, chart, { runs, specs: data.specs }));
  }
  const compared = document.getElementById('compared');
  if (compared !== null && runs.size > 1) new RunComparison(compared, { runs, specs: data.specs });
};

/** A link to something folded unfolds it. */
const unfold = (): void => {
  const target = document.getElementById(location.hash.slice(1));
  if (target instanceof HTMLDetailsElement) target.open = true;
};

start();
unfold();
addEventListener('hashchange', unfold);
