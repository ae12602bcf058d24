import type { ConvolutionOperation } from '../program.js';
import { lookUp, type ReferenceLayer } from './pass.js';
import { accumulate, at, type Tensor } from './tensor.js';

/** dst[n, o, y, x] = sum over c, i, j of weights[o, c, i, j] src[n, c, y stride + i - padding, x stride + j - padding]. */
export const convolution: ReferenceLayer<ConvolutionOperation> = {
  forward: (operation, { values, parameters }) => {
    const [src, dst] = [lookUp(values, operation.src), lookUp(values, operation.dst)];
    const [srcData, dstData] = [src.data, dst.data];
    const weights = lookUp(parameters, operation.weights);
    const { stride } = operation;
    forEachRow(operation, src, dst, (weight, srcStart, dstStart, length) => {
      const factor = at(weights, weight);
      for (let x = 0; x < length; x++) {
        accumulate(dstData, dstStart + x, factor * at(srcData, srcStart + x * stride));
      }
    });
  },

  backward: (operation, { values, valueGradients, parameters, parameterGradients }) => {
    const [src, dst] = [lookUp(values, operation.src), lookUp(values, operation.dst)];
    const srcData = src.data;
    const srcGradient = lookUp(valueGradients, operation.src).data;
    const dstGradient = lookUp(valueGradients, operation.dst).data;
    const weights = lookUp(parameters, operation.weights);
    const weightsGradient = lookUp(parameterGradients, operation.weights);
    const { stride } = operation;
    forEachRow(operation, src, dst, (weight, srcStart, dstStart, length) => {
      const factor = at(weights, weight);
      let products = 0;
      for (let x = 0; x < length; x++) {
        const gradient = at(dstGradient, dstStart + x);
        products += gradient * at(srcData, srcStart + x * stride);
        accumulate(srcGradient, srcStart + x * stride, factor * gradient);
      }
      accumulate(weightsGradient, weight, products);
    });
  },
};

/** One weight and one row of outputs: it takes src[srcStart + x stride] to dst[dstStart + x], for x < length. */
type RowVisitor = (weight: number, srcStart: number, dstStart: number, length: number) => void;

/** Calls `visit` for every weight and every row of outputs it contributes to; padding is left out. */
const forEachRow = (operation: ConvolutionOperation, src: Tensor, dst: Tensor, visit: RowVisitor): void => {
  const taps = tapsOf(operation, src, dst);
  const rowStride = operation.stride * src.width;
  for (let image = 0; image < dst.count; image++) {
    for (let output = 0; output < dst.channels; output++) {
      for (let input = 0; input < src.channels; input++) {
        const srcPlane = (image * src.channels + input) * src.height * src.width;
        const dstPlane = (image * dst.channels + output) * dst.height * dst.width;
        const weights = (output * src.channels + input) * operation.kernel ** 2;
        for (const tap of taps) {
          const [srcStart, dstStart] = [srcPlane + tap.srcStart, dstPlane + tap.dstStart];
          for (let y = 0; y < tap.height; y++) {
            visit(weights + tap.weight, srcStart + y * rowStride, dstStart + y * dst.width, tap.width);
          }
        }
      }
    }
  }
};

/** One position of the kernel and the rectangle of outputs whose input there is not padding. */
interface Tap {
  /** Indices within one kernel, one channel of src and one channel of dst; the latter two of the rectangle's corner. */
  readonly weight: number;
  readonly srcStart: number;
  readonly dstStart: number;
  readonly height: number;
  readonly width: number;
}

const tapsOf = ({ kernel, stride, padding }: ConvolutionOperation, src: Tensor, dst: Tensor): Tap[] =>
  Array.from({ length: kernel ** 2 }, (_, weight) => {
    const rows = reach(Math.floor(weight / kernel) - padding, stride, src.height, dst.height);
    const columns = reach((weight % kernel) - padding, stride, src.width, dst.width);
    return {
      weight,
      srcStart: rows.src * src.width + columns.src,
      dstStart: rows.dst * dst.width + columns.dst,
      height: rows.length,
      width: columns.length,
    };
  });

/** Along one axis, output d meets input d stride + shift: the first of each that exist, and how many. */
const reach = (
  shift: number,
  stride: number,
  srcSize: number,
  dstSize: number,
): { readonly src: number; readonly dst: number; readonly length: number } => {
  const first = Math.max(0, Math.ceil(-shift / stride));
  const last = Math.min(dstSize - 1, Math.floor((srcSize - 1 - shift) / stride));
  return { src: first * stride + shift, dst: first, length: Math.max(0, last - first + 1) };
};
