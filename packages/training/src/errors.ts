/** The loss, a parameter or its momentum stopped being a finite number: the run is over and marked `diverged`. */
export class DivergenceError extends Error {
  override readonly name = 'DivergenceError';
  /** The iteration after which it was found, counted from 1 as in the log. */
  readonly iteration: number;
  readonly rate: number;
  readonly lastFiniteLoss: number | null;
  /**
   * The path of the first parameter that was not finite, see `firstNotFinite`; `null` where all were and only the loss
   * was not.
   */
  readonly parameter: string | null;

  constructor({ iteration, rate, lastFiniteLoss, parameter }: Divergence) {
    const found = parameter === null ? 'only the loss is not' : `the first that is not is ${parameter}`;
    super(
      `expected a finite loss and finite parameters, found at iteration ${iteration} that ${found} (rate ${rate}, last finite loss ${lastFiniteLoss ?? 'none'}): lower the rate, or warm up`,
    );
    this.iteration = iteration;
    this.rate = rate;
    this.lastFiniteLoss = lastFiniteLoss;
    this.parameter = parameter;
  }
}

/** Where a run diverged: what a `DivergenceError` says. */
export type Divergence = Pick<DivergenceError, 'iteration' | 'rate' | 'lastFiniteLoss' | 'parameter'>;

/** The run was asked to stop, and left a checkpoint from which it resumes. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
  readonly iteration: number;
  readonly folder: string;

  constructor({ iteration, folder }: Pick<InterruptedError, 'iteration' | 'folder'>) {
    super(
      `interrupted at iteration ${iteration}: the same command, without --fresh, resumes from the checkpoint in ${folder}`,
    );
    this.iteration = iteration;
    this.folder = folder;
  }
}

/** The run folder holds a run made with other settings. */
export class RunSettingsError extends Error {
  override readonly name = 'RunSettingsError';
  readonly differences: readonly string[];

  /** `advice`: what to do. */
  constructor(folder: string, differences: readonly string[], advice: string) {
    super(`${folder} holds a run with other settings (${listed(differences)}): ${advice}`);
    this.differences = differences;
  }
}

/** A checkpoint that does not hold what was written. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
  readonly file: string;
  readonly fault: string;

  /** `fault` as in "its SHA-256 is not the one in state.json". */
  constructor(file: string, fault: string, options?: ErrorOptions) {
    super(`${file} is damaged: ${fault}`, options);
    this.file = file;
    this.fault = fault;
  }
}

/** Two networks differ in hundreds of lines: the first few tell them apart. */
const listedAtMost = 8;

const listed = (differences: readonly string[]): string => {
  const others = differences.length - listedAtMost;
  return [...differences.slice(0, listedAtMost), ...(others > 0 ? [`and ${others} more`] : [])].join('; ');
};
