import type { TopLevelSpec } from 'vega-lite';

/** A specification as the text of a .vl.json file: indented, with each array of numbers on one line. */
export const specText = (spec: TopLevelSpec): string =>
  JSON.stringify(spec, null, 2).replaceAll(/\[[-\d.,\s]+\]/g, (numbers) => numbers.replaceAll(/\s+/g, '')) + '\n';
