import type { EvaluationProgress } from '@resnet/training';
import { formatCount, formatRate, formatSeconds } from '../format.js';
import { showBar, type BarOptions } from '../show-bar.js';

/** Told how far an evaluation is. */
export type OnEvaluation = (progress: EvaluationProgress) => void;

/** Shows how far an evaluation is until it ends. */
export const withProgress = async <Result>(
  name: string,
  evaluate: (onProgress: OnEvaluation) => Promise<Result>,
): Promise<Result> => {
  const display = showBar({ name, ...ofEvaluation });
  try {
    return await evaluate(display.update);
  } finally {
    display.stop();
  }
};

export const ofEvaluation: Pick<BarOptions<EvaluationProgress>, 'counter' | 'ends' | 'show'> = {
  ...{ counter: '{value}/{total}', ends: true },
  show: ({ shown, total, imagesPerSecond, secondsLeft }) => {
    const beside = `${formatRate(imagesPerSecond)} images/s, ${formatSeconds(secondsLeft)} left`;
    const line = `image ${formatCount(shown)} of ${formatCount(total)}, ${beside}`;
    return { value: shown, total, beside, line };
  },
};
