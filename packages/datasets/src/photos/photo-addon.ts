import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { PixelLoops } from './augment/pixel-loops.js';
import type { Pixels } from './augment/pixels.js';
import type { Allocate } from './scratch.js';

/** The addon, as native/addon.cc exports it. All of it blocks: call it in a worker. */
export interface PhotoAddon extends PixelLoops {
  /**
   * RGB of a JPEG by libjpeg-turbo, grey three times, in a fifth of the processor time that sharp takes; `null` where the bytes
   * are no JPEG, one of four inks, or one that libjpeg-turbo does not decode without a warning.
   */
  readonly decode: (encoded: Uint8Array, allocate: Allocate) => Pixels | null;
}

/** Where `scripts/native/build.mjs` puts it. */
export const addonFile = fileURLToPath(new URL('../../build/photos.node', import.meta.url));

const load = (): PhotoAddon | null => {
  if (!existsSync(addonFile)) return null;
  try {
    return createRequire(import.meta.url)(addonFile) as PhotoAddon;
  } catch {
    // Built for another machine, or without its library here: sharp and JavaScript give the same pixels.
    return null;
  }
};

/** `null` where it is not built. */
export const photoAddon: PhotoAddon | null = load();
