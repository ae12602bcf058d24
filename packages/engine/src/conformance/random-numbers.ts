import type { Batch, Crops, Parameters } from '../engine.js';
import { parameterSize, type Parameter, type Program } from '../program.js';
import { memoize } from './memoize.js';

/** Numbers uniform in [0, 1), the same for a seed everywhere (Marsaglia's 32-bit xorshift); good enough for tests. */
export const uniformNumbers = (seed: number): (() => number) => {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
};

/** Nearly normal numbers of mean 0 and deviation 1: sums of twelve uniform ones. */
export const normalNumbers = (seed: number): (() => number) => {
  const uniform = uniformNumbers(seed);
  return () => {
    let sum = -6;
    for (let count = 0; count < 12; count++) sum += uniform();
    return sum;
  };
};

/** Parameters as section 3.4 initializes them: He's normal weights; scale and variance one; shift, bias and mean zero. */
export const initialParameters = (program: Program, seed: number): Parameters =>
  fillParameters(program, seed, initialValues);

/**
 * Initial parameters all disturbed, so that no scale is one and no shift zero. Shifts are large: most ReLUs pass, few are
 * near the zero where rounding switches them. The same arrays for a program and a seed again, so leave them as they are.
 */
export const disturbedParameters = (program: Program, seed: number): Parameters => disturbedIn(program)(seed);

const disturbedIn = memoize((program: Program) =>
  memoize((seed: number) => fillParameters(program, seed, disturbedValues)),
);

const disturbedValues = (parameter: Parameter, normal: () => number): (() => number) => {
  const initial = initialValues(parameter, normal);
  switch (parameter.role) {
    case 'shift':
      return () => 1.5 + normal() / 4;
    case 'running-variance':
      return () => initial() + Math.abs(normal()) / 2;
    default:
      return () => initial() + normal() / 8;
  }
};

/** A mini-batch that is all numbers. */
export interface FloatBatch extends Batch {
  readonly images: Float32Array;
}

/** Normal images and uniform labels for one mini-batch. */
export const randomBatch = (program: Program, count: number, seed: number): FloatBatch => ({
  images: numbers(count * imageSize(program), normalNumbers(seed)),
  labels: randomLabels(program, count, seed),
});

/** The same, but gray images whose pixels are the same numbers in random order, evenly spaced and none of them zero. */
export const distinctLevelsBatch = (program: Program, count: number, seed: number): FloatBatch => {
  const { channels } = program.input;
  const pixels = imageSize(program) / channels;
  const uniform = uniformNumbers(seed);
  const image = (): number[] =>
    Array.from({ length: pixels }, (_, index) => ({ level: (2 * index + 1) / pixels - 1, order: uniform() }))
      .sort((a, b) => a.order - b.order)
      .flatMap(({ level }) => Array.from({ length: channels }, () => level));
  return {
    images: Float32Array.from(Array.from({ length: count }, image).flat()),
    labels: randomLabels(program, count, seed),
  };
};

/** Crops in and out of random images, each other one flipped, made here pixel by pixel as their definition has it. */
export const randomCrops = ({ input }: Program, count: number, padValue: Crops['padValue'], seed: number): Crops => {
  const { channels, height, width } = input;
  const size = channels * height * width;
  const uniform = uniformNumbers(seed);
  const upTo = (limit: number): number => Math.floor(limit * uniform());
  const images = 3;
  const bytes = Uint8Array.from({ length: images * size }, () => upTo(256));
  const mean = numbers(size, () => 255 * uniform());
  const scale = Float32Array.from({ length: channels }, () => 1 / (20 + 60 * uniform()));
  const places = Int32Array.from(
    Array.from({ length: count }, (_, at) => [upTo(images), upTo(9) - 4, upTo(9) - 4, at % 2]).flat(),
  );
  const element = (index: number): number => {
    const [channel, pixel] = [index % channels, Math.floor(index / channels)];
    const [column, row, at] = [pixel % width, Math.floor(pixel / width) % height, Math.floor(pixel / width / height)];
    const [image = 0, down = 0, right = 0, flip = 0] = places.subarray(4 * at, 4 * at + 4);
    const [y, x] = [row + down, (flip === 1 ? width - 1 - column : column) + right];
    const inside = y >= 0 && y < height && x >= 0 && x < width;
    const source = (y * width + x) * channels + channel;
    const byte = inside ? (bytes[image * size + source] ?? NaN) : 0;
    const subtracted = padValue === 'black' ? mean[index % size] : inside ? mean[source] : 0;
    return (byte - (subtracted ?? NaN)) * (scale[channel] ?? NaN);
  };
  const toFloat32 = (): Float32Array => new Float32Array(count * size).map((_, index) => element(index));
  return { bytes, mean, scale, padValue, places, toFloat32 };
};

/** Filled by `map`: `Float32Array.from` takes ten times as long. */
const numbers = (count: number, next: () => number): Float32Array => new Float32Array(count).map(next);

const imageSize = ({ input }: Program): number => input.channels * input.height * input.width;

const randomLabels = ({ classes }: Program, count: number, seed: number): Int32Array => {
  const uniform = uniformNumbers(seed);
  return Int32Array.from({ length: count }, () => Math.floor(classes * uniform()));
};

const fillParameters = (
  { parameters }: Program,
  seed: number,
  valuesOf: (parameter: Parameter, normal: () => number) => () => number,
): Parameters => {
  const normal = normalNumbers(seed);
  return new Map(
    parameters.map((parameter) => [parameter.path, numbers(parameterSize(parameter), valuesOf(parameter, normal))]),
  );
};

const initialValues = ({ role, shape }: Parameter, normal: () => number): (() => number) => {
  switch (role) {
    case 'convolution-weights':
    case 'fully-connected-weights': {
      const fanIn = shape.slice(1).reduce((product, size) => product * size, 1);
      const deviation = Math.sqrt(2 / fanIn);
      return () => deviation * normal();
    }
    case 'scale':
    case 'running-variance':
      return () => 1;
    case 'shift':
    case 'bias':
    case 'running-mean':
      return () => 0;
    default:
      throw new TypeError(`unknown parameter role ${String(role satisfies never)}`);
  }
};
