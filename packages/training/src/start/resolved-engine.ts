import type { Engine, Precision } from '@resnet/engine';

/** What computes. */
export interface ResolvedEngine {
  readonly engine: Engine;
  readonly precision: Precision;
  readonly threads: number;
}
