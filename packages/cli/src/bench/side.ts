import type { Precision } from '@resnet/engine';

/** One contender of a benchmark: an engine in one precision, or PyTorch in one precision and memory format. */
export interface Side {
  /** `onednn bf16`, `PyTorch f32 channels-last`. */
  readonly name: string;
  readonly kind: 'engine' | 'pytorch';
  readonly precision: Precision;
  /** Runs so many iterations and resolves to the seconds each took. */
  measure(iterations: number): Promise<readonly number[]>;
  close(): void;
}
