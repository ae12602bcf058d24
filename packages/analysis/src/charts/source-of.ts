import type { Run } from '@resnet/run-log';
import { formatList, unique } from '../words.js';

/** Where drawn numbers come from: `seed 1 · onednn bf16 · 2026-01-02`. */
export const sourceOf = (runs: readonly Run[]): string =>
  [
    `seed ${formatList(unique(runs.map(({ record }) => String(record.seed))))}`,
    formatList(unique(runs.map(({ record }) => `${record.engine.name} ${record.precision}`))),
    formatList(unique(runs.map(({ record }) => record.startedAt.slice(0, 10)).toSorted())),
  ].join(' · ');
