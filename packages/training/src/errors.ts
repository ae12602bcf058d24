/** The loss stopped being a finite number: the run is over and marked `diverged`. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';
  /** The iteration whose loss it was, counted from 1 as in the log. */
  readonly iteration: number;
  readonly rate: number;
  readonly lastFiniteLoss: number | null;

  constructor({ iteration, rate, lastFiniteLoss }: Pick<DivergenceError, 'iteration' | 'rate' | 'lastFiniteLoss'>) {
    super(
      `expected a finite loss, found none at iteration ${iteration} (rate ${rate}, last finite loss ${lastFiniteLoss ?? 'none'}): lower the rate, or warm up`,
    );
    this.iteration = iteration;
    this.rate = rate;
    this.lastFiniteLoss = lastFiniteLoss;
  }
}

/** The run was asked to stop, and left a checkpoint from which it resumes. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly iteration: number;
  readonly folder: string;

  constructor({ iteration, folder }: Pick<InterruptedError, 'iteration' | 'folder'>) {
    super(`interrupted at iteration ${iteration}: the same command resumes from the checkpoint in ${folder}`);
    this.iteration = iteration;
    this.folder = folder;
  }
}

/** The run folder holds a run made with other settings. */
export class RunSettingsError extends Error {
  override readonly name = 'RunSettingsError';
  readonly differences: readonly string[];

  constructor(folder: string, differences: readonly string[]) {
    super(
      `${folder} holds a run with other settings (${differences.join('; ')}): start over with --fresh or write elsewhere with --out`,
    );
    this.differences = differences;
  }
}
