/**
 * The place of a class among the scores of an image, from 1; of equal scores the earlier class is ahead, and a score
 * that is no number is behind every other.
 */
export const rankOf = (label: number, scores: ArrayLike<number>): number => {
  const own = scores[label] ?? NaN;
  let ahead = 0;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? NaN;
    if (index !== label && !(own > score || (own === score && label < index))) ahead++;
  }
  return ahead + 1;
};

/** The classes with the highest scores, the highest first. */
export const topClasses = (scores: ArrayLike<number>, count: number): number[] => {
  const best: number[] = [];
  for (let index = 0; index < scores.length; index++) {
    const at = best.findIndex((other) => (scores[index] ?? NaN) > (scores[other] ?? NaN));
    if (at >= 0) best.splice(at, 0, index);
    else best.push(index);
    best.length = Math.min(best.length, count);
  }
  return best;
};
