/** Images [count, height, width, 3], each mirrored left to right. */
export const mirror = (images: Float32Array, width: number): Float32Array => {
  const mirrored = new Float32Array(images.length);
  const row = width * 3;
  for (let start = 0; start < images.length; start += row) {
    for (let column = 0; column < width; column++) {
      const from = start + column * 3;
      mirrored.set(images.subarray(from, from + 3), start + (width - 1 - column) * 3);
    }
  }
  return mirrored;
};
