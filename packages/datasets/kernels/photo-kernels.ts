/**
 * Loops over the pixels of photographs, in AssemblyScript: `nx wasm datasets` compiles them, `src/photos/augment/photo-kernels.ts`
 * calls them. Arguments that are places are bytes from the start of memory, and lengths of rows are in bytes. The caller
 * leaves 16 bytes of room behind each array: vectors read and write beyond its end.
 */

/** Bits after the point of the weights, as in `filter-weights.ts`. */
const weightBits: i32 = 22;
const half: i32 = 1 << (weightBits - 1);

/** Rows of RGB bytes, each resized to `width` pixels: the sum of `taps` neighbours from `first[column]` on times their weights. */
export function resizeColumns(
  source: usize,
  sourceRow: usize,
  rows: i32,
  first: usize,
  weights: usize,
  taps: i32,
  width: i32,
  target: usize,
  targetRow: usize,
): void {
  for (let row = 0; row < rows; row++, source += sourceRow, target += targetRow) {
    let weight = weights;
    let to = target;
    for (let column = 0; column < width; column++, to += 3) {
      let from = source + 3 * (load<i32>(first + 4 * (column as usize)) as usize);
      let sum = i32x4.splat(half);
      for (let tap = 0; tap < taps; tap++, from += 3, weight += 4) {
        // A pixel, and the next one's red, which the next pixel's store overwrites.
        const pixel = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(from)));
        sum = i32x4.add(sum, i32x4.mul(pixel, v128.load32_splat(weight)));
      }
      const words = i16x8.narrow_i32x4_s(i32x4.shr_s(sum, weightBits), i32x4.splat(0));
      v128.store_lane<u32>(to, i8x16.narrow_i16x8_u(words, words), 0);
    }
  }
}

/** `height` rows, each the sum of `taps` rows from `first[row]` on times their weights. Rows are of whole vectors. */
export function resizeRows(
  source: usize,
  rowLength: usize,
  first: usize,
  weights: usize,
  taps: i32,
  height: i32,
  target: usize,
): void {
  for (let row = 0; row < height; row++, weights += 4 * (taps as usize), target += rowLength) {
    const top = source + (load<i32>(first + 4 * (row as usize)) as usize) * rowLength;
    for (let at: usize = 0; at < rowLength; at += 16) {
      let a = i32x4.splat(half);
      let b = a;
      let c = a;
      let d = a;
      let from = top + at;
      for (let tap = 0; tap < taps; tap++, from += rowLength) {
        const weight = v128.load32_splat(weights + 4 * (tap as usize));
        const bytes = v128.load(from);
        const low = i16x8.extend_low_i8x16_u(bytes);
        const high = i16x8.extend_high_i8x16_u(bytes);
        a = i32x4.add(a, i32x4.mul(i32x4.extend_low_i16x8_u(low), weight));
        b = i32x4.add(b, i32x4.mul(i32x4.extend_high_i16x8_u(low), weight));
        c = i32x4.add(c, i32x4.mul(i32x4.extend_low_i16x8_u(high), weight));
        d = i32x4.add(d, i32x4.mul(i32x4.extend_high_i16x8_u(high), weight));
      }
      const low = i16x8.narrow_i32x4_s(i32x4.shr_s(a, weightBits), i32x4.shr_s(b, weightBits));
      const high = i16x8.narrow_i32x4_s(i32x4.shr_s(c, weightBits), i32x4.shr_s(d, weightBits));
      v128.store(target + at, i8x16.narrow_i16x8_u(low, high));
    }
  }
}

/**
 * Float32 RGB of a view of `height` rows of `width` pixels: `(shifted[channel][byte] - mean) * scale`. `sourceStep` and
 * `meanStep` go from one pixel to the next, backwards where they are negative.
 */
export function writeView(
  source: usize,
  sourceRow: usize,
  sourceStep: isize,
  shifted: usize,
  mean: usize,
  meanRow: usize,
  meanStep: isize,
  redScale: f64,
  greenScale: f64,
  blueScale: f64,
  width: i32,
  height: i32,
  target: usize,
): void {
  for (let row = 0; row < height; row++, source += sourceRow, mean += meanRow) {
    let from = source;
    let less = mean;
    for (let column = 0; column < width; column++, from += sourceStep, less += meanStep, target += 12) {
      const red = load<f64>(shifted + 8 * (load<u8>(from) as usize));
      const green = load<f64>(shifted + 8 * (load<u8>(from, 1) as usize), 8 * 256);
      const blue = load<f64>(shifted + 8 * (load<u8>(from, 2) as usize), 2 * 8 * 256);
      store<f32>(target, ((red - (load<f32>(less) as f64)) * redScale) as f32);
      store<f32>(target, ((green - (load<f32>(less, 4) as f64)) * greenScale) as f32, 4);
      store<f32>(target, ((blue - (load<f32>(less, 8) as f64)) * blueScale) as f32, 8);
    }
  }
}
