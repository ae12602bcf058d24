import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Crops, Images, TrainResult } from '@resnet/engine';
import type { Shape } from '@resnet/models';
import type { InstructionSet } from './own-kernels.js';
import type { Plan } from './plan.js';

/** The addon, as native/addon/addon.cc exports it. Arrays are checked before they cross: the addon trusts their kinds and sizes. */
export interface Binding {
  /** Creating one holds up the event loop until the calls of other sessions that compute have ended. */
  readonly NativeSession: new (plan: Plan) => NativeSession;
  /** GFLOP/s of register arithmetic, or null where the processor has none in that precision. */
  readonly measurePeak: (precision: 'f32' | 'bf16', threads: number) => number | null;
  /** GHz of one thread. */
  readonly measureClock: () => number;
  /** Where a session's memory puts buffers that live from `birth` to `death`: offsets in bytes. For tests. */
  readonly layOut: (
    buffers: readonly { readonly bytes: number; readonly birth: number; readonly death: number }[],
  ) => Float64Array;
  /** Crops as a session in float32 cuts them, [count, height, width, channels]. For tests. */
  readonly cutCrops: (crops: Crops, shape: Shape, threads: number) => Float32Array;
  /** The instruction set its own kernels run on. */
  readonly isa: InstructionSet;
  /** All that its own kernels could run on here, fastest first; RESNET_ISA forces one, for oneDNN too. */
  readonly isas: readonly InstructionSet[];
  /** Whether the processor multiplies bf16 numbers. */
  readonly hasBf16: boolean;
  readonly onednnVersion: string;
}

export type ParameterArray = 'parameters' | 'momentum';

/** Calls that compute return promises, and everything is refused until the last of them has settled. */
export interface NativeSession {
  /** What it needs; taken from the machine only as it is used. */
  readonly memoryBytes: number;
  /** Seconds spent in calls so far, by kind of work. */
  readonly workSeconds: Readonly<Record<string, number>>;
  trainStep(images: Images, labels: Int32Array, rate: number): Promise<TrainResult>;
  /** All gradients one after the other. */
  gradients(images: Images, labels: Int32Array): Promise<TrainResult & { readonly gradients: Float32Array }>;
  updateStatistics(images: Images, weight: number): Promise<void>;
  predict(images: Images, count: number): Promise<Float32Array>;
  /** A copy of one of the arrays, all parameters one after the other. */
  read(array: ParameterArray): Float32Array;
  write(array: ParameterArray, values: Float32Array): void;
  close(): void;
}

const { RESNET_ADDON: named = '' } = process.env;

/** The addon that `scripts/native/build.mjs` builds, or another one: `sanitize.mjs` tests one with checks compiled in. */
export const addonFile = named === '' ? fileURLToPath(new URL('../build/resnet_onednn.node', import.meta.url)) : named;

/** Why there is no addon on a machine, and what to do. */
export const whyNotBuilt = (platform: NodeJS.Platform): string =>
  platform === 'linux'
    ? 'the oneDNN engine is not built. It needs g++ and oneDNN (on Debian or Ubuntu: apt-get install g++ libdnnl-dev), then: npm run build'
    : `the oneDNN engine is for Linux, and this is ${platform}: use engine tfjs`;

/** Loads the addon, or says in a sentence or two why it cannot be loaded and what to do. */
export const loadBinding = (): { readonly binding: Binding } | { readonly unavailable: string } => {
  if (!existsSync(addonFile)) {
    return { unavailable: whyNotBuilt(process.platform) };
  }
  try {
    return { binding: withShortSpins(() => createRequire(import.meta.url)(addonFile) as Binding) };
  } catch (error) {
    return {
      unavailable: `the oneDNN engine does not load: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
};

/**
 * How many times a thread of OpenMP looks whether the others are done before it sleeps: some ten microseconds. libgomp's own
 * choice is 300,000. Where another program computes on the same cores, a thread then waits by spinning, for milliseconds and
 * on the core that the one it waits for needs.
 */
const spins = '1000';

/** Loads what brings libgomp, which reads its variables at that moment only; what the user has set comes first. */
const withShortSpins = <T>(load: () => T): T => {
  const { env } = process;
  if (env.GOMP_SPINCOUNT !== undefined || env.OMP_WAIT_POLICY !== undefined) return load();
  env.GOMP_SPINCOUNT = spins;
  try {
    return load();
  } finally {
    // Programs started from here, as PyTorch by the benchmark, choose for themselves.
    delete env.GOMP_SPINCOUNT;
  }
};
