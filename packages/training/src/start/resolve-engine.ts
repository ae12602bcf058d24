import type { Engine, Precision } from '@resnet/engine';
import { grantedCores } from './granted-cores.js';

export interface EngineChoice {
  readonly engine: Engine;
  /** The engine's default where not given. */
  readonly precision?: Precision | undefined;
  /** As many as cores are granted where not given. */
  readonly threads?: number | undefined;
}

export interface ResolvedEngine {
  readonly engine: Engine;
  readonly precision: Precision;
  readonly threads: number;
}

/** What computes, with defaults filled in; throws a `RangeError` for an engine that cannot run here. */
export const resolveEngine = ({ engine, precision, threads }: EngineChoice): ResolvedEngine => {
  const resolved = precision ?? engine.precisions[0];
  if (resolved === undefined) throw new RangeError(`engine ${engine.name} has no precision on this machine`);
  return { engine, precision: resolved, threads: threads ?? grantedCores() };
};
