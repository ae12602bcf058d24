import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { mostThreads } from '@resnet/engine';

export interface GrantedCoresOptions {
  /** Where the system's files lie: `/`, but in tests. */
  readonly root?: string;
  /** Cores that this process may run on. */
  readonly cores?: number;
}

/**
 * How many cores this process may keep busy, at least one and no more than a session takes: those it may run on, or fewer where a control group (a container,
 * a batch system) grants it less time. Part of a core is left idle: threads that wait for one another spin, and spend the
 * quota of those that compute.
 */
export const grantedCores = ({ root = '/', cores = availableParallelism() }: GrantedCoresOptions = {}): number =>
  Math.max(1, Math.floor(Math.min(mostThreads, cores, ...quotas(root))));

/** Cores by each quota that holds for this process: its own group's and those of the groups around it. */
const quotas = (root: string): readonly number[] =>
  read(join(root, 'proc/self/cgroup'))
    .split('\n')
    .flatMap((line) => {
      // `4:cpu,cpuacct:/docker/1a2b`; in version 2 both numbers and controllers are missing: `0::/user.slice`.
      const [, controllers = '', ...path] = line.split(':');
      const group = path.join(':');
      if (group === '') return [];
      if (controllers === '') return groupsUpwards(group).map((name) => unifiedQuota(join(root, mount, name)));
      if (!controllers.split(',').includes('cpu')) return [];
      return groupsUpwards(group).map((name) => legacyQuota(join(root, mount, controllers, name)));
    });

const mount = 'sys/fs/cgroup';

/** In a container the group's own path may not be seen, and the root is the container's. */
const groupsUpwards = (group: string): readonly string[] =>
  group === '/' || group === '.' ? ['/'] : [group, ...groupsUpwards(dirname(group))];

/** `cpu.max`: microseconds granted and per period, `150000 100000`, or `max 100000`. */
const unifiedQuota = (folder: string): number => {
  const [granted, period] = read(join(folder, 'cpu.max')).trim().split(' ').map(Number);
  return toCores(granted, period);
};

/** -1 microseconds: no limit. */
const legacyQuota = (folder: string): number => {
  const [granted, period] = ['cpu.cfs_quota_us', 'cpu.cfs_period_us'].map((name) => Number(read(join(folder, name))));
  return toCores(granted, period);
};

const toCores = (granted = NaN, period = NaN): number =>
  granted > 0 && period > 0 ? granted / period : Number.POSITIVE_INFINITY;

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
