import { type PageData, runOfPage } from '../page-data.js';
import { CurveChart } from './curve-chart.js';

/** The page's script: makes the charts that the page's data name. */
const readData = (): PageData => {
  const text = document.getElementById('report-data')?.textContent ?? '';
  return JSON.parse(text) as PageData;
};

const start = (): void => {
  const data = readData();
  const runs = new Map(data.runs.map((run) => [run.key, runOfPage(run)]));
  for (const chart of data.charts) {
    const host = document.getElementById(chart.id);
    if (host !== null) new CurveChart(host, chart, { runs, specs: data.specs });
  }
};

start();
