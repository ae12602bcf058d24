export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A photograph decoded: RGB bytes, [height, width, 3]. */
export interface Pixels extends Size {
  readonly bytes: Uint8Array;
}

/** A part of an image, in pixels. */
export interface Region extends Size {
  readonly left: number;
  readonly top: number;
}

/** The size of a photograph whose shorter side is made `shorterSide`; the longer side is rounded down, as torchvision does. */
export function resizedSize({ width, height }: Size, shorterSide: number): Size {
  return width <= height
    ? { width: shorterSide, height: Math.trunc((shorterSide * height) / width) }
    : { width: Math.trunc((shorterSide * width) / height), height: shorterSide };
}
