import { describe, expect, test } from '@jest/globals';
import { evaluationBatches, inputTransform } from '@resnet/datasets';
import { floatImages, type Images, type Session } from '@resnet/engine';
import { cifarRecipe } from '../recipe/index.js';
import { evaluate } from './evaluate.js';
import { logProbabilities } from './log-probabilities.js';
import { tinyData } from '../run/tiny-run.fixture.js';

const set = tinyData.test;
const transform = inputTransform(tinyData.train, cifarRecipe);
const imageLength = 8 * 8 * 3;

/** Evaluates made-up logits, given per view in order; tells how many views each prediction had. */
const evaluateLogits = async (
  logitsOf: (view: number) => readonly number[],
  views: 'single-view' | '10-crop' = 'single-view',
) => {
  const sizes: number[] = [];
  let view = 0;
  const predict = (images: Images) => {
    const count = floatImages(images).length / imageLength;
    sizes.push(count);
    return Promise.resolve(Float32Array.from(Array.from({ length: count }, () => logitsOf(view++)).flat()));
  };
  const session = { predict } as unknown as Session;
  const batches = evaluationBatches({ set, transform, batchSize: 20, views });
  return { ...(await evaluate({ session, batches, classes: 10, average: 'softmax' })), sizes };
};

/** Logits in which the label of image `index` is ranked `rank`-th, from 1. */
const ranked = (index: number, rank: number): number[] => {
  const logits = Array.from({ length: 10 }, (_, place) => 10 - place);
  const label = set.labels[index]!;
  const others = logits.filter((_, place) => place !== rank - 1);
  others.splice(label, 0, logits[rank - 1]!);
  return others;
};

describe('evaluate', () => {
  test('covers every image once, the last mini-batch being smaller', async () => {
    expect((await evaluateLogits((view) => ranked(view, 1))).sizes).toEqual([20, 5]);
    expect((await evaluateLogits(() => ranked(0, 1), '10-crop')).sizes).toEqual([...Array<number>(12).fill(20), 10]);
  });

  test('counts an image as wrong unless its class is first, or among the first five', async () => {
    const ranks = [1, 2, 5, 6, 10];
    const { top1Error, top5Error } = await evaluateLogits((view) => ranked(view, ranks[view % 5]!));
    expect(top1Error).toBe(80);
    expect(top5Error).toBe(40);
  });

  test('has the loss of a guess where all logits are equal, and the errors of one that names the first class', async () => {
    const { loss, top1Error } = await evaluateLogits(() => Array<number>(10).fill(3));
    expect(loss).toBeCloseTo(Math.log(10), 12);
    const first = set.labels.filter((label) => label === 0).length;
    expect(top1Error).toBe(100 - (100 * first) / 25);
  });

  test('counts logits that are no numbers as errors, and shows them in the loss', async () => {
    const { loss, top1Error, top5Error } = await evaluateLogits(() => Array<number>(10).fill(NaN));
    expect([loss, top1Error, top5Error]).toEqual([NaN, 100, 100]);
  });

  test('stops where it is aborted', async () => {
    const batches = evaluationBatches({ set, transform, batchSize: 20, views: 'single-view' });
    const options = { session: {} as Session, batches, classes: 10, average: 'softmax' } as const;
    await expect(evaluate({ ...options, signal: AbortSignal.abort('stop') })).rejects.toBe('stop');
  });
});

describe('logProbabilities', () => {
  const views = Float32Array.of(Math.log(9), 0, 0, Math.log(4));

  test('averages softmax scores', () => {
    const probabilities = logProbabilities(views, { classes: 2, average: 'softmax' }).map(Math.exp);
    expect(probabilities[0]).toBeCloseTo((0.9 + 0.2) / 2, 6);
    expect(probabilities[1]).toBeCloseTo((0.1 + 0.8) / 2, 6);
  });

  test('averages logits', () => {
    const probabilities = logProbabilities(views, { classes: 2, average: 'logits' }).map(Math.exp);
    // exp of half of ln 9 and half of ln 4: 3 to 2.
    expect(probabilities[0]).toBeCloseTo(0.6, 6);
    expect(probabilities[1]).toBeCloseTo(0.4, 6);
  });

  test('does not overflow', () => {
    expect(logProbabilities(Float32Array.of(1e4, 0), { classes: 2, average: 'softmax' })).toEqual([0, -1e4]);
  });
});
