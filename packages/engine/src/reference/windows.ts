import type { Tensor } from './tensor.js';

/** Square windows of `kernel` pixels, `stride` apart, the first beginning `padding` pixels before the image. */
interface Windows {
  readonly kernel: number;
  readonly stride: number;
  readonly padding: number;
}

/**
 * Calls `visit` for every element of `dst` with its index and the indices of its window in the same channel of `src`, row
 * by row, padding left out; channels of `dst` beyond those of `src` are not visited.
 */
export const forEachWindow = (
  windows: Windows,
  src: Tensor,
  dst: Tensor,
  visit: (target: number, window: readonly number[]) => void,
): void => {
  for (let image = 0; image < src.count; image++) {
    for (let channel = 0; channel < src.channels; channel++) {
      const srcPlane = (image * src.channels + channel) * src.height;
      const dstPlane = (image * dst.channels + channel) * dst.height;
      for (let y = 0; y < dst.height; y++) {
        for (let x = 0; x < dst.width; x++) {
          const window = inside(windows, y, src.height).flatMap((srcY) =>
            inside(windows, x, src.width).map((srcX) => (srcPlane + srcY) * src.width + srcX),
          );
          visit((dstPlane + y) * dst.width + x, window);
        }
      }
    }
  }
};

/** The coordinates along one axis that window number `position` covers. */
const inside = ({ kernel, stride, padding }: Windows, position: number, size: number): number[] =>
  Array.from({ length: kernel }, (_, offset) => position * stride + offset - padding).filter(
    (coordinate) => coordinate >= 0 && coordinate < size,
  );
