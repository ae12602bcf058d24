/** Images in memory as bytes. */
export interface ImageSet {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [count, height, width, channels]. */
  readonly images: Uint8Array;
  /** Class indices, [count]. */
  readonly labels: Int32Array;
  readonly classes: number;
}
