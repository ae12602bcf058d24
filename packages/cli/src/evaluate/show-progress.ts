import { SingleBar } from 'cli-progress';
import type { EvaluationProgress } from '@resnet/training';
import { formatCount, formatSeconds } from '../format.js';

/** Shows how far an evaluation is. */
export interface EvaluationDisplay {
  readonly update: (progress: EvaluationProgress) => void;
  readonly stop: () => void;
}

/** A bar on a terminal, a line every ten seconds elsewhere. */
export const showEvaluation = (name: string, stream: NodeJS.WriteStream = process.stderr): EvaluationDisplay =>
  stream.isTTY ? evaluationBar(name, stream) : evaluationLines(name, (line) => stream.write(line));

/** Shows how far an evaluation is until it ends. */
export const withProgress = async <Result>(
  name: string,
  evaluate: (onProgress: EvaluationDisplay['update']) => Promise<Result>,
): Promise<Result> => {
  const display = showEvaluation(name);
  try {
    return await evaluate(display.update);
  } finally {
    display.stop();
  }
};

const evaluationBar = (name: string, stream: NodeJS.WriteStream): EvaluationDisplay => {
  const format = `${name} [{bar}] {value}/{total} | {details}`;
  const bar = new SingleBar({ format, stream, barsize: 20, fps: 4, hideCursor: true, gracefulExit: false });
  let started = false;
  return {
    update: (progress) => {
      const { shown, total } = progress;
      if (started) bar.update(shown, { details: details(progress) });
      else bar.start(total, shown, { details: details(progress) });
      started = true;
    },
    stop: () => started && bar.stop(),
  };
};

const millisecondsBetweenLines = 10_000;

/** A line at the first images, at the last and every ten seconds between. */
export const evaluationLines = (
  name: string,
  write: (line: string) => void,
  now: () => number = () => performance.now(),
): EvaluationDisplay => {
  let last = -Infinity;
  return {
    update: (progress) => {
      const { shown, total } = progress;
      if (shown < total && now() - last < millisecondsBetweenLines) return;
      last = now();
      write(`${name}: image ${formatCount(shown)} of ${formatCount(total)}, ${details(progress)}\n`);
    },
    stop: () => undefined,
  };
};

const details = ({ imagesPerSecond, secondsLeft }: EvaluationProgress): string =>
  `${imagesPerSecond.toFixed(imagesPerSecond < 100 ? 1 : 0)} images/s, ${formatSeconds(secondsLeft)} left`;
