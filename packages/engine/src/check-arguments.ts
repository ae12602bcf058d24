import type { Batch, Engine, Images, Parameters, SessionOptions } from './engine.js';
import { parameterSize, type Parameter, type Program } from './program.js';

type Sizes = Pick<SessionOptions, 'program' | 'batchSize'>;

/** The most threads of a session: where the system cannot start them, OpenMP ends the process. */
export const mostThreads = 1024;

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
  if (threads > mostThreads) throw new RangeError(`threads must be at most ${mostThreads}, got ${threads}`);
  checkPositiveInteger('statisticsGroup', statisticsGroup);
  if (batchSize % statisticsGroup !== 0) {
    throw new RangeError(`statisticsGroup must divide the batch size ${batchSize}, got ${statisticsGroup}`);
  }
  const groups = batchSize / statisticsGroup;
  const { groupsAtOnce = groups } = options;
  checkPositiveInteger('groupsAtOnce', groupsAtOnce);
  if (groups % groupsAtOnce !== 0) {
    throw new RangeError(`groupsAtOnce must divide the ${groups} statistics groups, got ${groupsAtOnce}`);
  }
};

/**
 * Throws a `RangeError` unless there are images and labels for one whole mini-batch, and every label is a class, and a
 * `TypeError` for arrays of another kind.
 */
export const checkBatch = ({ program, batchSize }: Sizes, { images, labels }: Batch): void => {
  checkImages({ program, batchSize }, images);
  checkKind('labels', labels, Int32Array);
  checkLength('labels', labels.length, batchSize);
  const { classes } = program;
  const wrong = labels.find((label) => label < 0 || label >= classes);
  if (wrong !== undefined) throw new RangeError(`labels must be 0 to ${classes - 1}, got ${wrong}`);
};

/** Throws a `RangeError` unless there are images for one whole mini-batch, and a `TypeError` for arrays of another kind. */
export const checkImages = ({ program, batchSize }: Sizes, images: Images): void => {
  const { length, perImage } = extent(program, images);
  checkLength('images', length, batchSize * perImage);
  checkCrops(program, images);
};

/**
 * How many images there are, from one to a mini-batch. Throws a `RangeError` for any other number, or part of an image, and
 * a `TypeError` for arrays of another kind.
 */
export const countImages = ({ program, batchSize }: Sizes, images: Images): number => {
  const { length, perImage } = extent(program, images);
  const count = length / perImage;
  if (!Number.isInteger(count) || count < 1 || count > batchSize) {
    throw new RangeError(`images must hold 1 to ${batchSize} images of ${perImage} numbers, got ${length} numbers`);
  }
  checkCrops(program, images);
  return count;
};

/** Image, down, right, flip. */
const placeLength = 4;

/** How many numbers say what the images are, and how many say it of one. */
const extent = (program: Program, images: Images): { readonly length: number; readonly perImage: number } => {
  if (images instanceof Float32Array) return { length: images.length, perImage: imageSize(program) };
  if (ArrayBuffer.isView(images)) checkKind('images', images, Float32Array);
  return { length: images.places.length, perImage: placeLength };
};

/** Throws a `RangeError` for arrays of a wrong size, and for a crop of an image that the set has not. */
const checkCrops = (program: Program, crops: Images): void => {
  if (crops instanceof Float32Array) return;
  const { bytes, mean, scale, places } = crops;
  checkKind('bytes', bytes, Uint8Array);
  checkKind('mean', mean, Float32Array);
  checkKind('scale', scale, Float32Array);
  checkKind('places', places, Int32Array);
  checkLength('mean', mean.length, imageSize(program));
  checkLength('scale', scale.length, program.input.channels);
  const images = Math.floor(bytes.length / mean.length);
  const wrong = places.findIndex((value, at) => {
    if (at % placeLength === 0) return value < 0 || value >= images;
    return at % placeLength === 3 && value !== 0 && value !== 1;
  });
  if (wrong < 0) return;
  const expected = wrong % placeLength === 0 ? `an image of 0 to ${images - 1}` : 'a flip of 0 or 1';
  throw new RangeError(`places[${wrong}] must be ${expected}, got ${places[wrong]}`);
};

/** The images as numbers, for an engine that cuts no crops itself. */
export const floatImages = (images: Images): Float32Array =>
  images instanceof Float32Array ? images : images.toFloat32();

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

/** Throws an `Error` where a session for inference is asked for what only training needs. */
export const checkTraining = ({ purpose = 'training' }: Pick<SessionOptions, 'purpose'>): void => {
  if (purpose === 'inference') throw new Error('this session is for inference: create one for training');
};

const imageSize = ({ input: { channels, height, width } }: Program): number => channels * height * width;

type ArrayKind = typeof Float32Array | typeof Int32Array | typeof Uint8Array;

/** JavaScript may give any array, whose bytes an engine would take for numbers of this kind. */
const checkKind = (what: string, found: object, kind: ArrayKind): void => {
  if (!(found instanceof kind)) throw new TypeError(`${what} must be a ${kind.name}, got ${found.constructor.name}`);
};

const checkLength = (what: string, found: number, expected: number): void => {
  if (found !== expected) throw new RangeError(`${what} must hold ${expected} numbers, got ${found}`);
};

const checkPositiveInteger = (what: string, value: number): void => {
  if (!Number.isInteger(value) || value < 1)
    throw new RangeError(`${what} must be a whole number from 1, got ${value}`);
};
