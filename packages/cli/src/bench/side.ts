import type { Precision } from '@resnet/engine';

/**
 * One contender of a benchmark: an engine, or what it builds on alone, in one precision; or PyTorch in one precision
 * and memory format.
 */
export interface Side {
  /** `onednn bf16`, `PyTorch f32 channels-last`. */
  readonly name: string;
  readonly kind: 'engine' | 'alone' | 'pytorch';
  readonly precision: Precision;
  /** Runs so many iterations and resolves to the seconds each took. */
  measure(iterations: number): Promise<readonly number[]>;
  /** Milliseconds of an iteration so far by kind of work, where the side takes the time. */
  work?(): Readonly<Record<string, number>>;
  close(): void;
}
