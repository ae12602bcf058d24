import { SingleBar } from 'cli-progress';
import type { TrainingProgress } from '@resnet/training';
import { formatCount, formatSeconds } from '../format.js';

/** Shows how far one run is. */
export interface ProgressDisplay {
  readonly update: (progress: TrainingProgress) => void;
  readonly stop: () => void;
}

export interface ProgressOptions {
  /** The run: `resnet-20, seed 1`. */
  readonly name: string;
  /** Seconds that the runs after this one take. */
  readonly secondsAfter: number;
  readonly stream?: NodeJS.WriteStream;
}

/** A bar on a terminal, a line now and then elsewhere. */
export const showProgress = ({ stream = process.stderr, ...options }: ProgressOptions): ProgressDisplay =>
  stream.isTTY
    ? progressBar({ ...options, stream })
    : progressLines({ ...options, write: (line) => stream.write(line) });

const progressBar = ({ name, secondsAfter, stream }: Required<ProgressOptions>): ProgressDisplay => {
  const format = `${name} [{bar}] {value}/{total} | {details}`;
  const bar = new SingleBar({ format, stream, barsize: 20, fps: 4, hideCursor: true, gracefulExit: false });
  let started = false;
  return {
    update: (progress) => {
      const payload = { details: details(progress, secondsAfter, ' | ') };
      if (started) bar.update(progress.iteration, payload);
      else bar.start(progress.iterations, progress.iteration, payload);
      started = true;
    },
    stop: () => started && bar.stop(),
  };
};

const millisecondsBetweenLines = 10_000;

interface LineOptions extends Pick<ProgressOptions, 'name' | 'secondsAfter'> {
  readonly write: (line: string) => void;
  readonly now?: () => number;
}

/** A line at the first iteration, at the last and every ten seconds between. */
export const progressLines = ({
  name,
  secondsAfter,
  write,
  now = () => performance.now(),
}: LineOptions): ProgressDisplay => {
  let last = -Infinity;
  return {
    update: (progress) => {
      const { iteration, iterations } = progress;
      if (iteration < iterations && now() - last < millisecondsBetweenLines) return;
      last = now();
      const where = `iteration ${formatCount(iteration)} of ${formatCount(iterations)}`;
      write(`${name}: ${where}, ${details(progress, secondsAfter, ', ')}\n`);
    },
    stop: () => undefined,
  };
};

const details = (progress: TrainingProgress, secondsAfter: number, separator: string): string => {
  const { imagesPerSecond, loss, error, secondsLeft } = progress;
  return [
    `${imagesPerSecond.toFixed(imagesPerSecond < 100 ? 1 : 0)} images/s`,
    `loss ${loss.toFixed(3)}`,
    `training error ${error.toFixed(1)}%`,
    `${formatSeconds(secondsLeft)} left${secondsAfter > 0 ? `, ${formatSeconds(secondsLeft + secondsAfter)} in all` : ''}`,
  ].join(separator);
};
