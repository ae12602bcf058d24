const units = [
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['k', 1e3],
] as const;

/** Three significant digits and a decimal prefix: 40,551,424 is `40.6 M`, 3.2e16 is `32,000 T`. */
export const formatLarge = (count: number): string => {
  const [prefix, size] = units.find(([, unit]) => count >= unit) ?? ['', 1];
  const scaled = Number((count / size).toPrecision(3));
  return prefix === '' ? formatCount(scaled) : `${formatCount(scaled)} ${prefix}`;
};

/** With thousands separated: `269,722`. */
export const formatCount = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 2 });

/** `45 s`, `12 min`, `3.4 h`; a duration of days stays in hours, as runs are planned. */
export const formatSeconds = (seconds: number): string => {
  if (seconds < 99.5) return `${seconds.toFixed(seconds < 9.95 ? 1 : 0)} s`;
  if (seconds < 99.5 * 60) return `${(seconds / 60).toFixed(0)} min`;
  return `${formatCount(Number((seconds / 3600).toPrecision(2)))} h`;
};

/** Of images a second, say: `2100`, `12.3`. */
export const formatRate = (rate: number): string => rate.toFixed(rate < 100 ? 1 : 0);

/** Bytes in decimal units, as `1.9 GB`. */
export const formatBytes = (bytes: number): string => `${formatLarge(bytes)}${bytes < 1e3 ? ' ' : ''}B`;

/** `1 run`, `3 runs`. */
export const formatPlural = (count: number, noun: string): string =>
  `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
