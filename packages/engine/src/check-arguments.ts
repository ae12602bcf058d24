import type { Batch, Engine, Parameters, SessionOptions } from './engine.js';
import { parameterSize, type Parameter } from './program.js';

type Sizes = Pick<SessionOptions, 'program' | 'batchSize'>;

/** Throws a `RangeError` for options no engine, or not this one, can serve. */
export const checkSessionOptions = (
  { name, precisions }: Pick<Engine, 'name' | 'precisions'>,
  options: SessionOptions,
): void => {
  const { precision, batchSize, threads = 1, statisticsGroup = batchSize } = options;
  if (!precisions.includes(precision)) {
    throw new RangeError(`engine ${name} has precision ${precisions.join(' or ')} here, not ${precision}`);
  }
  checkPositiveInteger('batchSize', batchSize);
  checkPositiveInteger('threads', threads);
  checkPositiveInteger('statisticsGroup', statisticsGroup);
  if (batchSize % statisticsGroup !== 0) {
    throw new RangeError(`statisticsGroup must divide the batch size ${batchSize}, got ${statisticsGroup}`);
  }
};

/** Throws a `RangeError` unless there are images and labels for one whole mini-batch, and every label is a class. */
export const checkBatch = ({ program, batchSize }: Sizes, { images, labels }: Batch): void => {
  checkImages({ program, batchSize }, images);
  checkLength('labels', labels.length, batchSize);
  const { classes } = program;
  const wrong = labels.find((label) => label < 0 || label >= classes);
  if (wrong !== undefined) throw new RangeError(`labels must be 0 to ${classes - 1}, got ${wrong}`);
};

/** Throws a `RangeError` unless there are images for one whole mini-batch. */
export const checkImages = ({ program, batchSize }: Sizes, images: Float32Array): void => {
  checkLength('images', images.length, batchSize * imageSize({ program }));
};

/** How many images there are, from one to a mini-batch. Throws a `RangeError` for any other number, or part of an image. */
export const countImages = ({ program, batchSize }: Sizes, images: Float32Array): number => {
  const size = imageSize({ program });
  const count = images.length / size;
  if (Number.isInteger(count) && count >= 1 && count <= batchSize) return count;
  throw new RangeError(`images must hold 1 to ${batchSize} images of ${size} numbers, got ${images.length} numbers`);
};

/** Throws a `RangeError` for arrays of a wrong size and for paths that none of `expected` has. */
export const checkParameters = (expected: readonly Parameter[], given: Parameters): void => {
  const byPath = new Map(expected.map((parameter) => [parameter.path, parameter]));
  for (const [path, { length }] of given) {
    const parameter = byPath.get(path);
    if (parameter === undefined) throw new RangeError(`the program has no such parameter: ${path}`);
    checkLength(path, length, parameterSize(parameter));
  }
};

/** Throws a `RangeError` unless `weight`, that of a batch in the running statistics, is between 0 and 1. */
export const checkStatisticsWeight = (weight: number): void => {
  if (!(weight >= 0 && weight <= 1))
    throw new RangeError(`the weight of a batch must be between 0 and 1, got ${weight}`);
};

const imageSize = ({ program }: Pick<Sizes, 'program'>): number => {
  const { channels, height, width } = program.input;
  return channels * height * width;
};

const checkLength = (what: string, found: number, expected: number): void => {
  if (found !== expected) throw new RangeError(`${what} must hold ${expected} numbers, got ${found}`);
};

const checkPositiveInteger = (what: string, value: number): void => {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${what} must be a whole number from 1, got ${value}`);
};
