import sharp, { type SharpOptions } from 'sharp';
import type { Pixels } from '../augment/pixels.js';
import { inkToRgb, isInkJpeg } from './ink.js';
import { photoAddon } from '../photo-addon.js';
import { newBytes, type Allocate } from '../scratch.js';

/** A worker decodes one photograph at a time, on one thread, and never the same one twice. */
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a photograph to RGB as Pillow's `convert('RGB')` does, to the bit: grey three times, ink without a colour profile,
 * transparency dropped, EXIF orientation and embedded profiles ignored. Rejects with the decoder's `Error` where the bytes are
 * no image or only a part of one. It blocks where libjpeg-turbo decodes: call it in a worker.
 */
export const decodePhoto = async (encoded: Uint8Array, allocate: Allocate = newBytes): Promise<Pixels> =>
  photoAddon?.decode(encoded, allocate) ?? decodeBySharp(encoded);

/**
 * As `decodePhoto`, to the bit, at five times the processor time: what other formats take, and says what is wrong. `failOn`
 * is the least that it rejects.
 */
export async function decodeBySharp(
  encoded: Uint8Array,
  failOn: NonNullable<SharpOptions['failOn']> = 'truncated',
): Promise<Pixels> {
  const image = sharp(encoded, { failOn, ignoreIcc: true, limitInputPixels: false, sequentialRead: true });
  const ink = isInkJpeg(encoded);
  // Left to itself, libvips would make colours of ink by a profile of its own.
  const stored = ink
    ? image.pipelineColourspace('cmyk').toColourspace('cmyk')
    : image.toColourspace('srgb').removeAlpha();
  const { data, info } = await stored.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const expected = ink ? 4 : 3;
  if (channels !== expected) throw new Error(`expected ${expected} channels, the decoder found ${channels}`);
  return { width, height, bytes: ink ? inkToRgb(data) : data };
}
