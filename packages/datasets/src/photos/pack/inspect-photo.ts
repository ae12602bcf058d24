import { sha256 } from '@resnet/files';
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { decodeBySharp } from '../decode/decode-photo.js';
import type { Oddities } from '../photo-set-record.js';
import { defaultStatisticsView } from '../photo-statistics.js';

/** What is known of a picture once it was decoded. */
export interface InspectedPhoto {
  /** Of its member in the shard: `jpg`, whatever the file's name says, or what fits other bytes. */
  readonly extension: string;
  /** Pixels, as stored. */
  readonly width: number;
  readonly height: number;
  /** Hexadecimal. */
  readonly sha256: string;
  readonly oddities: Readonly<Record<keyof Oddities, boolean>>;
  /** What the decoder complains of; `null` where that is nothing. */
  readonly warning: string | null;
  /** The view that statistics are made of, [size, size, 3] RGB. */
  readonly view: Uint8Array;
}

/**
 * How pictures are decoded that must be whole. With `error` a truncated file is an error; what libjpeg only warns of,
 * such as stray bytes between two markers, is not.
 */
const decodingOptions = { failOn: 'error', ignoreIcc: true } as const satisfies SharpOptions;

const extensions: Readonly<Record<string, string>> = { jpeg: 'jpg', tiff: 'tif' };

/** Formats that hold photographs; SVG and PDF, which sharp also reads, do not. */
const formats = ['jpeg', 'png', 'webp', 'gif', 'tiff', 'avif', 'heif', 'jp2', 'jxl'];

/** Decodes a picture in full; an `Error` that says what is wrong where that cannot be done. */
export const inspectPhoto = async (bytes: Buffer): Promise<InspectedPhoto> => {
  const found = await toldWhy(() => sharp(bytes, decodingOptions).metadata());
  if (!formats.includes(found.format)) throw new Error(`expected a JPEG file, found ${found.format}`);
  const decode = found.hasAlpha || found.space === 'cmyk' ? decodedFirst : sharp;
  const { pixels, warning } = await decodeWarned(async (options) => cutView(await decode(bytes, options)));
  return {
    extension: extensions[found.format] ?? found.format,
    ...{ width: found.width, height: found.height },
    sha256: sha256(bytes),
    oddities: { ...odditiesOf(found), withWarnings: warning !== null },
    warning,
    view: pixels,
  };
};

const odditiesOf = (found: Metadata): Omit<InspectedPhoto['oddities'], 'withWarnings'> => ({
  grey: found.channels <= 2,
  cmyk: found.space === 'cmyk',
  notJpeg: found.format !== 'jpeg',
  oriented: (found.orientation ?? 1) !== 1,
  smallerThanCrop: Math.min(found.width, found.height) < defaultStatisticsView.size,
});

/** Decodes strictly first, and again where that fails, to tell what is only warned of. */
const decodeWarned = async (
  decode: (options: SharpOptions) => Promise<Uint8Array>,
): Promise<{ pixels: Uint8Array; warning: string | null }> => {
  try {
    return { pixels: await toldWhy(() => decode({ ...decodingOptions, failOn: 'warning' })), warning: null };
  } catch (error) {
    return { pixels: await toldWhy(() => decode(decodingOptions)), warning: firstLine(error) };
  }
};

/** With four pictures at once, about one error in three says nothing. */
const attempts = 12;

/**
 * libvips keeps one error text for all threads, and another picture may have emptied it: asked again until it says what
 * is wrong.
 */
const toldWhy = async <T>(work: () => Promise<T>): Promise<T> => {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === attempts || !String(error).includes('Unknown error')) throw error;
    }
  }
};

/** Of an error's message: libvips repeats itself. */
export const firstLine = (error: unknown): string =>
  String(error instanceof Error ? error.message : error)
    .trim()
    .split('\n', 1)
    .join();

/**
 * A picture as it is seen in training: before it resizes, libvips would blend transparent pixels with black, and make colours
 * of ink by a profile.
 */
const decodedFirst = async (bytes: Buffer, { failOn }: SharpOptions): Promise<Sharp> => {
  const { width, height, bytes: pixels } = await decodeBySharp(bytes, failOn);
  return sharp(pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false });
};

/** The whole picture is resized, since rows below the view might be those that are missing. */
const cutView = async (photo: Sharp): Promise<Uint8Array> => {
  const { shorterSide, size } = defaultStatisticsView;
  const { data, info } = await photo
    .resize(shorterSide, shorterSide, { fit: 'outside' })
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  const [left, top] = [info.width, info.height].map((side) => Math.floor((side - size) / 2)) as [number, number];
  const view = new Uint8Array(size * size * 3);
  for (let row = 0; row < size; row++) {
    const start = ((top + row) * info.width + left) * 3;
    view.set(data.subarray(start, start + size * 3), row * size * 3);
  }
  return view;
};
