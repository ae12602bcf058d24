import type { PhotoStatisticsWithImage, Rgb, StatisticsView } from '../photo-statistics.js';
import { principalComponents, type Symmetric } from './principal-components.js';

/** Sums over pictures. All are of whole numbers below 2^53, so that they are exact and no order changes them. */
export interface StatisticsSums {
  /** Takes the view of one picture in, [size, size, 3]. */
  readonly add: (view: Uint8Array) => void;
  /** The statistics of all pictures so far, of which there is at least one. */
  readonly statistics: () => PhotoStatisticsWithImage;
  /** All sums, to be kept in a file and handed to `createStatisticsSums`. */
  readonly save: () => Float64Array;
}

/** Sums of products of channels: rr, gg, bb, rg, rb, gb. */
const products = 6;

/** Starts from nothing, or from sums that were saved. */
export const createStatisticsSums = (view: StatisticsView, saved?: Float64Array): StatisticsSums => {
  const pixels = view.size ** 2;
  const sums = saved?.slice() ?? new Float64Array(1 + products + 3 * pixels);
  if (sums.length !== 1 + products + 3 * pixels) throw new RangeError(`expected sums of ${pixels} pixels`);
  const [ofProducts, ofPixels] = [sums.subarray(1, 1 + products), sums.subarray(1 + products)];
  return {
    add: (pixels) => {
      sums[0] = imagesOf(sums) + 1;
      addPixels(ofPixels, pixels);
      addProducts(ofProducts, pixels);
    },
    statistics: () => toStatistics(view, { images: imagesOf(sums), ofProducts, ofPixels }),
    save: () => sums.slice(),
  };
};

const imagesOf = (sums: Float64Array): number => sums[0] ?? 0;

const addPixels = (sums: Float64Array, pixels: Uint8Array): void => {
  for (let at = 0; at < sums.length; at++) sums[at] = (sums[at] ?? 0) + (pixels[at] ?? 0);
};

const addProducts = (sums: Float64Array, pixels: Uint8Array): void => {
  let [rr, gg, bb, rg, rb, gb] = [0, 0, 0, 0, 0, 0];
  for (let at = 0; at < pixels.length; at += 3) {
    const r = pixels[at] ?? 0;
    const g = pixels[at + 1] ?? 0;
    const b = pixels[at + 2] ?? 0;
    rr += r * r;
    gg += g * g;
    bb += b * b;
    rg += r * g;
    rb += r * b;
    gb += g * b;
  }
  [rr, gg, bb, rg, rb, gb].forEach((sum, at) => (sums[at] = (sums[at] ?? 0) + sum));
};

interface Sums {
  readonly images: number;
  readonly ofProducts: Float64Array;
  readonly ofPixels: Float64Array;
}

const toStatistics = (view: StatisticsView, { images, ofProducts, ofPixels }: Sums): PhotoStatisticsWithImage => {
  const count = images * view.size ** 2;
  const mean = [0, 1, 2].map((channel) => sumOfChannel(ofPixels, channel) / count) as unknown as Rgb;
  const [rr = 0, gg = 0, bb = 0, rg = 0, rb = 0, gb = 0] = ofProducts;
  const [r, g, b] = mean;
  const covariance: Symmetric = [
    [rr / count - r * r, rg / count - r * g, rb / count - r * b],
    [rg / count - r * g, gg / count - g * g, gb / count - g * b],
    [rb / count - r * b, gb / count - g * b, bb / count - b * b],
  ];
  return {
    ...{ view, images, mean },
    deviation: [Math.sqrt(covariance[0][0]), Math.sqrt(covariance[1][1]), Math.sqrt(covariance[2][2])],
    principalComponents: principalComponents(scaled(covariance, 1 / 255 ** 2)),
    meanImage: Float32Array.from(ofPixels, (sum) => sum / images),
  };
};

const sumOfChannel = (sums: Float64Array, channel: number): number => {
  let sum = 0;
  for (let at = channel; at < sums.length; at += 3) sum += sums[at] ?? 0;
  return sum;
};

const scaled = (matrix: Symmetric, factor: number): Symmetric =>
  matrix.map((row) => row.map((value) => value * factor)) as unknown as Symmetric;
