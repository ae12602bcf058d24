import { createErrorSums } from './error-sums.js';
import { topClasses } from './rank.js';
import { createScoreSheet, type ScoreSheet } from './score-sheet.js';

/** The errors of a network, or of an ensemble, by a protocol: percent of `images`. */
export interface EvaluationResult {
  /** The network's, or `ensemble`. */
  readonly name: string;
  readonly images: number;
  readonly loss: number;
  readonly top1Error: number;
  readonly top5Error: number;
  /** In the order of the set. */
  readonly predictions: readonly Prediction[];
}

/** What a network says of one image. */
export interface Prediction {
  readonly key: string;
  /** The network's index of its class. */
  readonly label: number;
  /** The place of its class among all, from 1. */
  readonly rank: number;
  /** The five likeliest classes. */
  readonly top5: readonly number[];
  /** The logarithms of the probabilities of those five. */
  readonly logProbabilities: readonly number[];
}

/** What a set says of its images. */
export interface ImageLabels {
  readonly count: number;
  readonly label: (image: number) => number;
  readonly key: (image: number) => string;
}

/** A network's name and its scores. */
export interface NamedSheet {
  readonly name: string;
  readonly sheet: ScoreSheet;
}

/** The result of each member and, where there are several, of their ensemble: the average of their scores (table 5). */
export const resultsOf = (
  members: readonly NamedSheet[],
  images: ImageLabels,
  classes: number,
): readonly EvaluationResult[] => {
  const results = members.map((member) => resultOf(member, images));
  if (members.length < 2) return results;
  const sheet = createScoreSheet(images.count, { classes, average: 'softmax' });
  // Logarithms of probabilities are logits of the same probabilities.
  for (const member of members)
    for (let image = 0; image < images.count; image++) sheet.add(image, member.sheet.scores(image));
  return [...results, resultOf({ name: 'ensemble', sheet }, images)];
};

const resultOf = ({ name, sheet }: NamedSheet, { count, label: labelOf, key }: ImageLabels): EvaluationResult => {
  const sums = createErrorSums();
  const predictions = Array.from({ length: count }, (_, image): Prediction => {
    const [scores, label] = [sheet.scores(image), labelOf(image)];
    const [rank, top5] = [sums.add(label, scores), topClasses(scores, 5)];
    return { key: key(image), label, rank, top5, logProbabilities: top5.map((index) => scores[index] ?? NaN) };
  });
  return { name, images: count, ...sums.errors(), predictions };
};

/** The number of classes of all members; throws a `RangeError` where they differ. */
export const commonClasses = (members: readonly { readonly network: { readonly classes: number } }[]): number => {
  const [classes, ...others] = new Set(members.map(({ network }) => network.classes));
  if (classes !== undefined && others.length === 0) return classes;
  throw new RangeError(`expected networks of one number of classes, got ${[classes, ...others].join(' and ')}`);
};
