import type { Config } from 'vega-lite';

const ink = '#222222';

/** Boxed panels, light horizontal lines and a legend inside at the lower left, as in the paper's figures. */
export const figureTheme: Config = {
  font: 'DejaVu Sans, sans-serif',
  view: { stroke: ink },
  axis: {
    domain: false,
    grid: false,
    labelColor: ink,
    labelFontSize: 12,
    tickColor: ink,
    tickSize: -4,
    labelFlush: false,
    labelOverlap: false,
    labelPadding: 8,
    titleColor: ink,
    titleFontSize: 13,
    titleFontWeight: 'normal',
  },
  axisY: { minExtent: 34, grid: true, gridColor: '#dddddd', gridDash: [2, 2] },
  legend: {
    columnPadding: 4,
    columns: 3,
    direction: 'horizontal',
    labelColor: ink,
    labelFontSize: 11,
    orient: 'none',
    rowPadding: 4,
    symbolSize: 400,
    symbolStrokeWidth: 2.5,
    symbolType: 'stroke',
    title: null,
  },
  title: { color: ink, anchor: 'start', fontSize: 13, subtitleColor: ink, subtitleFontSize: 12, subtitlePadding: 4 },
};
