import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Pixels } from '../augment/pixels.js';

/** The addon, as native/decode_jpeg.cc exports it. */
interface Addon {
  /**
   * RGB, grey three times; `null` where the bytes are no JPEG, one of four inks, or one that libjpeg-turbo does not decode
   * without a warning. It blocks: call it in a worker.
   */
  readonly decode: (encoded: Uint8Array) => Pixels | null;
}

/** Where `scripts/native/build.mjs` puts it. */
export const addonFile = fileURLToPath(new URL('../../../build/jpeg_decoder.node', import.meta.url));

const load = (): Addon | null => {
  if (!existsSync(addonFile)) return null;
  try {
    return createRequire(import.meta.url)(addonFile) as Addon;
  } catch {
    // Built for another machine, or without its library here: sharp gives the same pixels.
    return null;
  }
};

/** libjpeg-turbo, `null` where the addon is not built: a fifth of the processor time of sharp. */
export const turboJpeg: Addon | null = load();
