import { availableParallelism } from 'node:os';
import { attempt, checkSessionOptions, type Engine, type Precision, type SessionOptions } from '@resnet/engine';
import { loadBinding, type Binding } from './binding.js';
import { OnednnSession } from './onednn-session.js';
import { onednnTrust } from './onednn-trust.js';
import { checkProgram, type PlanOptions } from './plan.js';

/** The oneDNN engine, and what only it can say about the machine. */
export interface OnednnEngine extends Engine {
  /** GFLOP/s of multiply-adds on registers with so many threads, or null where the processor has no such arithmetic. */
  readonly measurePeak: (precision: 'f32' | 'bf16', threads: number) => number | null;
  /** GHz of one thread. */
  readonly measureClock: () => number;
  /** The same with every convolution by oneDNN and nothing fused: what `resnet bench` measures our own work against. */
  readonly alone: Engine;
}

/** The engine where the addon is built and loads; otherwise why not, and how to get it. */
export const loadOnednnEngine = (): { readonly engine: OnednnEngine } | { readonly unavailable: string } => {
  const loaded = loadBinding();
  return 'unavailable' in loaded ? loaded : { engine: onednnEngine(loaded.binding) };
};

const onednnEngine = (binding: Binding): OnednnEngine => {
  const trust = onednnTrust(binding.onednnVersion);
  return {
    ...createEngine(binding, { optimized: true, trust }),
    measurePeak: binding.measurePeak,
    measureClock: binding.measureClock,
    alone: createEngine(binding, { optimized: false, trust }),
  };
};

export interface EngineOptions extends Pick<PlanOptions, 'optimized' | 'trust'> {
  /** Whose kernels of our own are used; the addon's where not given. */
  readonly isa?: PlanOptions['isa'];
}

/** An engine over the addon that plans sessions one way. */
export const createEngine = (binding: Binding, how: EngineOptions): Engine => {
  const precisions: readonly Precision[] = binding.hasBf16 ? ['bf16', 'f32'] : ['f32'];
  return {
    name: 'onednn',
    description: `oneDNN ${binding.onednnVersion}, own kernels for ${binding.isa}${binding.hasBf16 ? '' : ', no bf16 arithmetic: f32 only'}`,
    versions: { onednn: binding.onednnVersion, isa: binding.isa },
    precisions,
    checkProgram,
    createSession: (options: SessionOptions) =>
      attempt(() => {
        checkSessionOptions({ name: 'onednn', precisions }, options);
        const { precision, threads = availableParallelism() } = options;
        const resolved = {
          threads,
          precision: precision === 'bf16' ? 'bf16' : 'f32',
          isa: binding.isa,
          ...how,
        } as const;
        return new OnednnSession(binding, { ...options, ...resolved });
      }),
  };
};
