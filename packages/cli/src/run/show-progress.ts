import type { TrainingProgress } from '@resnet/training';
import { formatCount, formatRate, formatSeconds } from '../format.js';
import type { BarOptions } from '../show-bar.js';

/** What is shown of a run; `secondsAfter` is what the runs after it take. */
export const ofRun = (secondsAfter: number): Pick<BarOptions<TrainingProgress>, 'counter' | 'ends' | 'show'> => ({
  ...{ counter: '{value}/{total}', ends: true },
  show: (progress) => {
    const { iteration, iterations } = progress;
    const details = detailsOf(progress, secondsAfter);
    const where = `iteration ${formatCount(iteration)} of ${formatCount(iterations)}`;
    return { value: iteration, total: iterations, beside: details.join(' | '), line: [where, ...details].join(', ') };
  },
});

const detailsOf = (progress: TrainingProgress, secondsAfter: number): readonly string[] => {
  const { imagesPerSecond, loss, error, secondsLeft } = progress;
  return [
    `${formatRate(imagesPerSecond)} images/s`,
    `loss ${loss.toFixed(3)}`,
    `training error ${error.toFixed(1)}%`,
    `${formatSeconds(secondsLeft)} left${secondsAfter > 0 ? `, ${formatSeconds(secondsLeft + secondsAfter)} in all` : ''}`,
  ];
};
