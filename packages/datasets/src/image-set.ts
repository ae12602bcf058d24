/** Images in memory as bytes. */
export interface ImageSet {
  readonly count: number;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  /** [count, height, width, channels]. */
  readonly images: Uint8Array;
  /** [count]. */
  readonly labels: Uint8Array;
  readonly classes: number;
}
