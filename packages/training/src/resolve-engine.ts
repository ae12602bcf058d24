import { availableParallelism } from 'node:os';
import type { Engine, Precision } from '@resnet/engine';

export interface EngineChoice {
  readonly engine: Engine;
  /** The engine's default where not given. */
  readonly precision?: Precision | undefined;
  /** All cores where not given. */
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
  return { engine, precision: resolved, threads: threads ?? availableParallelism() };
};
