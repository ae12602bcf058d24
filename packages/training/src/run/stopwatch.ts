/** How much the newest iteration counts in the speed that is shown. */
const smoothing = 0.05;

/** Measures a run's time in seconds: in all, per iteration, and per row of timing.csv. */
export class Stopwatch {
  readonly #started = performance.now();
  readonly #secondsBefore: number;
  #iterationStarted = 0;
  #iterationSeconds = 0;
  #smoothed = 0;
  #row = { iterations: 0, seconds: 0 };

  /** `secondsBefore` were spent by the sessions that this one resumes. */
  constructor(secondsBefore: number) {
    this.#secondsBefore = secondsBefore;
  }

  startIteration(): void {
    this.#iterationStarted = performance.now();
  }

  endIteration(): void {
    const seconds = secondsSince(this.#iterationStarted);
    this.#smoothed += (seconds - this.#smoothed) * (this.#iterationSeconds === 0 ? 1 : smoothing);
    this.#iterationSeconds += seconds;
    this.#row = { iterations: this.#row.iterations + 1, seconds: this.#row.seconds + seconds };
  }

  /** Training and evaluating, resumed sessions included. */
  get wallSeconds(): number {
    return this.#secondsBefore + secondsSince(this.#started);
  }

  /** Lately, evaluation not included. */
  get iterationsPerSecond(): number {
    return 1 / this.#smoothed;
  }

  /**
   * For so many more iterations as fast as lately, and as much evaluation between them as so far. A pause of the process
   * is soon forgotten.
   */
  secondsFor(iterations: number): number {
    const withEvaluation = secondsSince(this.#started) / this.#iterationSeconds;
    return iterations * this.#smoothed * withEvaluation;
  }

  /** Since the last call, evaluation not included. */
  takeIterationsPerSecond(): number {
    const { iterations, seconds } = this.#row;
    this.#row = { iterations: 0, seconds: 0 };
    // A clock too coarse for an iteration must not make a row that no reader takes.
    return seconds > 0 ? iterations / seconds : 0;
  }
}

const secondsSince = (start: number): number => (performance.now() - start) / 1000;
