import { availableParallelism, cpus, release, totalmem } from 'node:os';
import type { RunRecord } from '@resnet/run-log';

/** The machine this process runs on, for run.json. */
export const describeMachine = (): RunRecord['machine'] => ({
  cpu: cpus()[0]?.model.trim() ?? process.arch,
  cores: availableParallelism(),
  memoryBytes: totalmem(),
  os: `${process.platform} ${release()}`,
  node: process.version,
});
