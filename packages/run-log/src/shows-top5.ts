import type { RunRecord } from './record.js';

/**
 * Whether a run's top-5 errors are shown. Every log has them, but nobody reports them of ten classes: half of those are among
 * the first five.
 */
export const showsTop5 = ({ network }: Pick<RunRecord, 'network'>): boolean =>
  (network.definition?.classes ?? 0) >= fewestClasses;

const fewestClasses = 100;
