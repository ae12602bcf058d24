/** How much the newest iteration counts in the speed that is shown. */
const smoothing = 0.05;

/** Of the time that an image is trained in, what evaluating it takes: a forward pass, without the two backward. */
const evaluationShare = 1 / 3;

export interface StopwatchOptions {
  /** Spent by the sessions that this one resumes. */
  readonly secondsBefore: number;
  readonly batchSize: number;
}

/** What a run has still to do. */
export interface WorkLeft {
  readonly iterations: number;
  /** To evaluate. */
  readonly images: number;
}

/** Measures a run's time in seconds: in all, per iteration, and per row of timing.csv. */
export class Stopwatch {
  readonly #started = performance.now();
  readonly #secondsBefore: number;
  readonly #batchSize: number;
  #iterationStarted = 0;
  /** Of an iteration, lately; `null` before the first. */
  #smoothed: number | null = null;
  #evaluationStarted = 0;
  /** Of an image in the last evaluation; `null` before the first. */
  #evaluationSeconds: number | null = null;
  #row = { iterations: 0, seconds: 0 };

  constructor({ secondsBefore, batchSize }: StopwatchOptions) {
    this.#secondsBefore = secondsBefore;
    this.#batchSize = batchSize;
  }

  startIteration(): void {
    this.#iterationStarted = performance.now();
  }

  endIteration(): void {
    const seconds = secondsSince(this.#iterationStarted);
    this.#smoothed = this.#smoothed === null ? seconds : this.#smoothed + (seconds - this.#smoothed) * smoothing;
    this.#row = { iterations: this.#row.iterations + 1, seconds: this.#row.seconds + seconds };
  }

  startEvaluation(): void {
    this.#evaluationStarted = performance.now();
  }

  endEvaluation(images: number): void {
    this.#evaluationSeconds = secondsSince(this.#evaluationStarted) / images;
  }

  /** Training and evaluating, resumed sessions included. */
  get wallSeconds(): number {
    return this.#secondsBefore + secondsSince(this.#started);
  }

  /** Lately, evaluation not included. */
  get iterationsPerSecond(): number {
    return 1 / (this.#smoothed ?? NaN);
  }

  /** As fast as lately: a pause of the process is soon forgotten. */
  secondsFor({ iterations, images }: WorkLeft): number {
    const ofIteration = this.#smoothed ?? NaN;
    const ofImage = this.#evaluationSeconds ?? (evaluationShare * ofIteration) / this.#batchSize;
    return iterations * ofIteration + images * ofImage;
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
