/** How far an evaluation is. */
export interface EvaluationProgress {
  /** Images shown, once for each member and each scale. */
  readonly shown: number;
  readonly total: number;
  readonly imagesPerSecond: number;
  /** By the work that is left. */
  readonly secondsLeft: number;
}

export interface ProgressOptions {
  readonly total: number;
  /** Of all images, in any unit. */
  readonly work: number;
  readonly onProgress?: ((progress: EvaluationProgress) => void) | undefined;
  /** Seconds. */
  readonly now?: () => number;
}

/** Starts the clock; what it returns is told of images that were shown, and of the work that each of them was. */
export const createProgress = ({
  total,
  work,
  onProgress,
  now = () => performance.now() / 1000,
}: ProgressOptions): ((images: number, workOfEach: number) => void) => {
  const started = now();
  let [shown, done] = [0, 0];
  return (images, workOfEach) => {
    shown += images;
    done += images * workOfEach;
    const seconds = now() - started;
    onProgress?.({ shown, total, imagesPerSecond: shown / seconds, secondsLeft: (seconds * (work - done)) / done });
  };
};
