import type { RunRecord } from './record.js';

/** Whether anything was trained: a run whose session was refused has a record without an event. */
export const hasStarted = ({ state, events }: Pick<RunRecord, 'state' | 'events'>): boolean =>
  state !== 'running' || events.length > 0;
