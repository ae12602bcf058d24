/** Whether a JPEG holds four inks (CMYK, or YCCK, which decoders make CMYK of). */
export function isInkJpeg(encoded: Uint8Array): boolean {
  for (let at = 2; at + 9 < encoded.length && encoded[at] === 0xff;) {
    const marker = encoded[at + 1] ?? 0;
    if (isFrame(marker)) return encoded[at + 9] === 4;
    // Any number of 0xff may come before a marker.
    at += marker === 0xff ? 1 : 2 + (encoded[at + 2] ?? 0) * 256 + (encoded[at + 3] ?? 0);
  }
  return false;
}

/** SOF0 to SOF15, among which three markers mean other things. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/**
 * Ink as bytes, [pixels, 4], to RGB, without a colour profile: what cyan, magenta, yellow and black leave of white, as
 * Pillow has it.
 */
export function inkToRgb(ink: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((ink.length / 4) * 3);
  let target = 0;
  for (let pixel = 0; pixel < ink.length; pixel += 4) {
    const light = 255 - (ink[pixel + 3] ?? 0);
    for (let channel = 0; channel < 3; channel++) {
      rgb[target++] = light - divideBy255((ink[pixel + channel] ?? 0) * light);
    }
  }
  return rgb;
}

/** Rounded, for products of two bytes. */
const divideBy255 = (product: number): number => {
  const shifted = product + 128;
  return ((shifted >> 8) + shifted) >> 8;
};
