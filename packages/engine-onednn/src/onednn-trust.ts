import type { Shape } from '@resnet/models';
import type { ConvolutionShape } from './own-kernels.js';

/** Which passes of a convolution oneDNN may compute. Plain loops of our own compute the others, slower. */
export interface Trust {
  readonly forward: boolean;
  readonly dataGradient: boolean;
  readonly weightGradient: boolean;
}

/** Channels that fill the vectors of every instruction set. */
const fullVectors = 16;

/**
 * Says what a version of oneDNN computes rightly, on every instruction set:
 * - All versions to 3.12 write past their workspace in the weight gradient of a strided 1x1 convolution whose input
 *   channels do not fill a vector (uxlfoundation/oneDNN issue 6035): wrong numbers, sometimes a crash.
 * - 3.0 to 3.11 (Debian 13 has 3.7.2) fail the conformance suite where channels do not fill vectors, forward in bf16
 *   and backward in float32. The three channels of an image are computed rightly.
 * - 2.6 reads memory that nobody wrote in bf16 weight gradients of maps smaller than their stride or their padding. That
 *   is held against all versions: such maps are small.
 */
export const onednnTrust =
  (version: string) =>
  ({ src, dst, kernel, stride, padding }: ConvolutionShape): Trust => {
    const known = !hasWrongTails(version) || ((fills(src) || src.channels === 3) && fills(dst));
    return {
      forward: known,
      dataGradient: known,
      weightGradient:
        known &&
        (kernel > 1 || stride === 1 || fills(src)) &&
        Math.min(src.height, src.width) >= Math.max(stride, padding),
    };
  };

const fills = ({ channels }: Shape): boolean => channels % fullVectors === 0;

const hasWrongTails = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor < 12;
};
