import type { Run } from '@resnet/run-log';
import { formatList, seedsText, unique } from '../words.js';

/** Where drawn numbers come from: `seed 1 · onednn bf16 · 2026-01-02`. */
export const sourceOf = (runs: readonly Run[]): string => {
  const seeds = unique(runs.map(({ record }) => record.seed)).toSorted((a, b) => a - b);
  return [
    seedsText(seeds),
    formatList(unique(runs.map(({ record }) => `${record.engine.name} ${record.precision}`))),
    formatList(unique(runs.map(({ record }) => record.startedAt.slice(0, 10)).toSorted())),
  ].join(' · ');
};
