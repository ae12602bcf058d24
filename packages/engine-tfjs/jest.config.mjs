import { preset } from '../../jest.preset.mjs';

/** A file computes on one thread: as many at a time as there are cores, where jest would leave one core idle. */
export default { ...preset('engine-tfjs'), maxWorkers: '100%' };
