import type { RunRecord } from './record.js';

/** A record such as a run starts with, for tests. */
export const newRecord: RunRecord = {
  schemaVersion: 3,
  experiment: 'cifar10/figure-6',
  member: 'plain-20',
  network: {
    name: 'plain-20',
    family: 'plain',
    depth: 20,
    shortcut: null,
    parameters: 269_722,
    multiplyAdds: 40_551_040,
    definition: {
      input: { channels: 3, height: 32, width: 32 },
      classes: 10,
      layers: { kind: 'series', layers: [{ kind: 'relu' }] },
    },
  },
  dataset: { name: 'cifar10', checksums: { 'data_batch_1.bin': 'cee9' }, trainingImages: 50_000 },
  recipe: {
    batchSize: 128,
    momentum: 0.9,
    weightDecay: 1e-4,
    schedule: { kind: 'drops', iterations: 1000, rate: 0.1, drops: [{ at: 500, factor: 0.1 }], warmUp: null },
  },
  budget: 'quick',
  iterations: 1000,
  seed: 1,
  precision: 'f32',
  threads: 2,
  engine: { name: 'reference', description: 'The reference engine', versions: { node: '20.20.0' } },
  machine: { cpu: 'A processor', cores: 2, memoryBytes: 8e9, os: 'linux 6.1', node: 'v20.20.0' },
  commit: null,
  clean: null,
  state: 'running',
  deviations: [],
  events: [],
  startedAt: '2026-11-24T10:00:00.000Z',
  finishedAt: null,
  wallSeconds: 0,
  final: null,
};
