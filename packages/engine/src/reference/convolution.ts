import type { ConvolutionOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at, type Tensor } from './tensor.js';

/** dst[n, o, y, x] = sum over c, i, j of weights[o, c, i, j] src[n, c, y stride + i - padding, x stride + j - padding]. */
export const convolution = (operation: ConvolutionOperation): ReferenceLayer => ({
  forward: ({ values, parameters }) => {
    const src = lookUp(values, operation.src);
    const dst = lookUp(values, operation.dst);
    const weights = lookUp(parameters, operation.weights);
    forEachRow(operation, src, dst, ({ weight, srcStart, dstStart, length }) => {
      const factor = at(weights, weight);
      for (let x = 0; x < length; x++) {
        accumulate(dst.data, dstStart + x, factor * at(src.data, srcStart + x * operation.stride));
      }
    });
  },

  backward: ({ values, valueGradients, parameters, parameterGradients }) => {
    const src = lookUp(values, operation.src);
    const srcGradient = lookUp(valueGradients, operation.src);
    const dstGradient = lookUp(valueGradients, operation.dst);
    const weights = lookUp(parameters, operation.weights);
    const weightsGradient = lookUp(parameterGradients, operation.weights);
    forEachRow(operation, src, dstGradient, ({ weight, srcStart, dstStart, length }) => {
      const factor = at(weights, weight);
      let products = 0;
      for (let x = 0; x < length; x++) {
        const gradient = at(dstGradient.data, dstStart + x);
        products += gradient * at(src.data, srcStart + x * operation.stride);
        accumulate(srcGradient.data, srcStart + x * operation.stride, factor * gradient);
      }
      accumulate(weightsGradient, weight, products);
    });
  },
});

/** Where one weight meets one row of outputs: dst[dstStart + x] and src[srcStart + x stride] for x < length. */
interface Row {
  weight: number;
  srcStart: number;
  dstStart: number;
  length: number;
}

/** Calls `visit` for every weight and every row of outputs it contributes to; padding is left out. */
const forEachRow = (
  operation: ConvolutionOperation,
  src: Tensor,
  dst: Tensor,
  visit: (row: Readonly<Row>) => void,
): void => {
  const { kernel, stride } = operation;
  const taps = tapsOf(operation, src, dst);
  // One object for all rows: there are millions.
  const row: Row = { weight: 0, srcStart: 0, dstStart: 0, length: 0 };
  for (const [image, output, input] of planes(dst.count, dst.channels, src.channels)) {
    const srcPlane = (image * src.channels + input) * src.height * src.width;
    const dstPlane = (image * dst.channels + output) * dst.height * dst.width;
    const weights = (output * src.channels + input) * kernel * kernel;
    for (const { vertical, horizontal } of taps) {
      row.weight = weights + vertical.offset * kernel + horizontal.offset;
      row.length = horizontal.last - horizontal.first + 1;
      for (let y = vertical.first; y <= vertical.last; y++) {
        row.dstStart = dstPlane + y * dst.width + horizontal.first;
        row.srcStart = srcPlane + (y * stride + vertical.shift) * src.width;
        row.srcStart += horizontal.first * stride + horizontal.shift;
        visit(row);
      }
    }
  }
};

/** Every triple of an image, an output channel and an input channel. */
function* planes(images: number, outputs: number, inputs: number): Generator<readonly [number, number, number]> {
  for (let image = 0; image < images; image++) {
    for (let output = 0; output < outputs; output++) {
      for (let input = 0; input < inputs; input++) yield [image, output, input];
    }
  }
}

/** One row or column of the kernel: output `at` meets input `at stride + shift`, from the first to the last that exists. */
interface Reach {
  readonly offset: number;
  readonly shift: number;
  readonly first: number;
  readonly last: number;
}

/** The positions of the kernel, with the outputs whose input there is not padding. */
const tapsOf = (
  { kernel, stride, padding }: ConvolutionOperation,
  src: Tensor,
  dst: Tensor,
): readonly { readonly vertical: Reach; readonly horizontal: Reach }[] => {
  const reach = (offset: number, srcSize: number, dstSize: number): Reach => {
    const shift = offset - padding;
    const first = Math.max(0, Math.ceil(-shift / stride));
    const last = Math.min(dstSize - 1, Math.floor((srcSize - 1 - shift) / stride));
    return { offset, shift, first, last };
  };
  const offsets = Array.from({ length: kernel }, (_, offset) => offset);
  return offsets.flatMap((down) =>
    offsets.map((across) => ({
      vertical: reach(down, src.height, dst.height),
      horizontal: reach(across, src.width, dst.width),
    })),
  );
};
