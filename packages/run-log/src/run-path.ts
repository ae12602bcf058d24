import { join } from 'node:path';
import type { RunRecord } from './record.js';

/** What a run is told from others by. */
export type RunKey = Pick<RunRecord, 'experiment' | 'budget' | 'seed'> & {
  readonly network: { readonly name: string };
};

/** Where a run lies below the results: `<experiment>/<budget>/<network>/seed-<n>`, so that no two runs collide. */
export const runPath = ({ experiment, budget, network, seed }: RunKey): string =>
  join(...experiment.split('/'), budget, network.name, `seed-${seed}`);
