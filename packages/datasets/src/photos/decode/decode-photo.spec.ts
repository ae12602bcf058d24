import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { sha256 } from '@resnet/files';
import { createRandom } from '@resnet/random';
import sharp from 'sharp';
import { randomPicture } from '../loose-photos.fixture.js';
import type { Pixels } from '../augment/pixels.js';
import { decodeBySharp, decodePhoto } from './decode-photo.js';
import { inkToRgb, isInkJpeg } from './ink.js';
import { addonFile, photoAddon } from '../photo-addon.js';
import { newBytes } from '../scratch.js';

// Without this check every other test would pass without the addon.
(existsSync(addonFile) ? test : test.skip)('the addon loads where it is built', () => {
  expect(photoAddon).not.toBeNull();
});

const size = { width: 40, height: 30 };

/** The picture's own bytes, and what encodes them. */
let bytes: Buffer;
const picture = () => sharp(bytes, { raw: { ...size, channels: 3 } });
beforeAll(async () => {
  bytes = await (await randomPicture(size, 1)).raw().toBuffer();
});

const largestDifference = (one: Uint8Array, other: Uint8Array): number =>
  one.reduce((largest, value, at) => Math.max(largest, Math.abs(value - (other[at] ?? NaN))), 0);

describe('a photograph is decoded to RGB', () => {
  test('from a JPEG', async () => {
    const jpeg = await picture().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }).toBuffer();
    const decoded = await decodePhoto(jpeg);
    expect(decoded).toMatchObject(size);
    // What the rounding of coefficients and of colours costs at the best quality.
    expect(largestDifference(decoded.bytes, bytes)).toBeLessThanOrEqual(4);
  });

  test('from a grey JPEG: three times the grey', async () => {
    const jpeg = await picture().toColourspace('b-w').jpeg().toBuffer();
    expect((await sharp(jpeg).metadata()).channels).toBe(1);
    const decoded = await decodePhoto(jpeg);
    const grey = await sharp(jpeg).extractChannel(0).raw().toBuffer();
    expect([...decoded.bytes]).toEqual([...grey].flatMap((value) => [value, value, value]));
  });

  test('from a PNG, whatever its name says', async () => {
    expect(Buffer.from((await decodePhoto(await picture().png().toBuffer())).bytes)).toEqual(bytes);
  });

  test('from a PNG with transparency: the colours behind it, blended with nothing', async () => {
    const transparent = await picture().ensureAlpha(0.25).png().toBuffer();
    expect(Buffer.from((await decodePhoto(transparent)).bytes)).toEqual(bytes);
  });

  test('as stored: EXIF orientation is ignored', async () => {
    const turned = await picture().withMetadata({ orientation: 6 }).jpeg().toBuffer();
    expect((await sharp(turned).metadata()).orientation).toBe(6);
    expect(await decodePhoto(turned)).toEqual(await decodePhoto(await picture().jpeg().toBuffer()));
  });

  test('as stored: an embedded profile is ignored', async () => {
    const inP3 = await picture().withIccProfile('p3', { attach: true }).png().toBuffer();
    const stored = await sharp(inP3, { ignoreIcc: true }).raw().toBuffer();
    expect((await sharp(inP3).metadata()).icc).toBeDefined();
    expect(Buffer.from((await decodePhoto(inP3)).bytes)).toEqual(stored);
  });

  test('smaller than any crop', async () => {
    const tiny = await (await randomPicture({ width: 3, height: 2 }, 1)).png().toBuffer();
    expect(await decodePhoto(tiny)).toMatchObject({ width: 3, height: 2 });
  });
});

describe('ink', () => {
  // 8x8 pixels of ink, written by Pillow 13.0.0, which decodes them to the colours below.
  const jpeg = Buffer.from(
    '/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwANCQoLCggNCwoLDg4NDxMgFRMSEhMnHB4XIC4pMTAuKS0sMzpKPjM2RjcsLUBXQUZMTlJTUjI+WmFaUGBKUVJP/8AAFAgACAAIBEMR' +
      'AE0RAFkRAEsRAP/EABUAAQEAAAAAAAAAAAAAAAAAAAAG/8QAHBAAAQMFAAAAAAAAAAAAAAAAAAYHF0JDY4Gh/9oADgRDAE0AWQBLAAA/ADlXdiQs3SpKdNUH/9k=',
    'base64',
  );

  test('is decoded as Pillow does, without a profile', async () => {
    expect(isInkJpeg(jpeg)).toBe(true);
    const { bytes, ...found } = await decodePhoto(jpeg);
    expect(found).toEqual({ width: 8, height: 8 });
    expect([...bytes.subarray(2 * 24, 2 * 24 + 12)]).toEqual([
      128, 91, 98, 123, 103, 110, 118, 118, 126, 108, 131, 141,
    ]);
    expect([...bytes.subarray(-3)]).toEqual([0, 2, 195]);
  });

  test('leaves white where there is none, and nothing where there is all of it', () => {
    expect([...inkToRgb(Uint8Array.of(0, 0, 0, 0, 255, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255, 0))]).toEqual([
      ...[255, 255, 255],
      ...[0, 255, 255],
      ...[0, 0, 0],
      ...[0, 0, 0],
    ]);
  });

  test('is told from colours, and from what is no JPEG', async () => {
    expect(isInkJpeg(await picture().jpeg().toBuffer())).toBe(false);
    expect(isInkJpeg(await picture().png().toBuffer())).toBe(false);
    expect(isInkJpeg(Uint8Array.of(0xff, 0xd8))).toBe(false);
  });
});

// Where the addon is not built, sharp decodes everything, and the tests above are of it.
((photoAddon === null ? describe.skip : describe) as typeof describe)('libjpeg-turbo', () => {
  const photo = async (width = 203) => randomPicture({ width, height: 151 }, 2);

  test.each([
    ['all colours', { chromaSubsampling: '4:4:4' }],
    ['half of the colours', { chromaSubsampling: '4:2:0' }],
    ['a low quality', { quality: 30 }],
    ['several scans', { progressive: true }],
  ])('decodes a JPEG of %s to the pixels of sharp', async (_, options) => {
    const jpeg = await (await photo()).jpeg(options).toBuffer();
    expect(photoAddon?.decode(jpeg, newBytes)).toEqual(await decodeBySharp(jpeg));
  });

  test('decodes a grey JPEG to the pixels of sharp', async () => {
    const jpeg = await (await photo()).toColourspace('b-w').jpeg().toBuffer();
    expect(photoAddon?.decode(jpeg, newBytes)).toEqual(await decodeBySharp(jpeg));
  });

  test('decodes a view into other bytes', async () => {
    const jpeg = await (await photo()).jpeg().toBuffer();
    const view = new Uint8Array(Buffer.concat([Buffer.alloc(5), jpeg, jpeg])).subarray(5);
    expect(photoAddon?.decode(view, newBytes)).toEqual(await decodeBySharp(jpeg));
  });

  test('leaves to sharp what is no JPEG, not whole, or warned of', async () => {
    const png = await (await photo()).png().toBuffer();
    const jpeg = await (await photo()).jpeg().toBuffer();
    for (const encoded of [Uint8Array.of(), png, jpeg.subarray(0, jpeg.length - 50), jpeg.subarray(0, 20)]) {
      expect(photoAddon?.decode(encoded, newBytes)).toBeNull();
    }
  });

  test('leaves no memory behind, though the event loop takes no turn', async () => {
    const side = 1024;
    const jpeg = await sharp({ create: { width: side, height: side, channels: 3, background: 'teal' } })
      .jpeg()
      .toBuffer();
    const before = process.memoryUsage.rss();
    const times = 400;
    for (let time = 0; time < times; time++) expect(photoAddon?.decode(jpeg, newBytes)?.width).toBe(side);
    expect(process.memoryUsage.rss() - before).toBeLessThan((times * side * side * 3) / 3);
  });

  test('may be ended with its thread in the middle of a picture', async () => {
    const work = `
      const { parentPort, workerData } = require('node:worker_threads');
      const { decode } = require(workerData.addonFile);
      const newBytes = (length) => new Uint8Array(length);
      parentPort.postMessage(decode(workerData.jpeg, newBytes).width);
      for (;;) decode(workerData.jpeg, newBytes);`;
    const jpeg = await (await photo()).jpeg().toBuffer();
    for (let time = 0; time < 20; time++) {
      const worker = new Worker(work, { eval: true, workerData: { addonFile, jpeg } });
      const [width] = (await once(worker, 'message')) as [number];
      expect(width).toBe(203);
      expect(await worker.terminate()).toBe(1);
    }
  });

  test('has the same answer as sharp for damaged JPEGs', async () => {
    const { integer } = createRandom(1, 'damage');
    const jpeg = await (await photo()).jpeg().toBuffer();
    const answer = (decode: (encoded: Uint8Array) => Promise<Pixels>, encoded: Uint8Array): Promise<string> =>
      decode(encoded).then(
        ({ width, height, bytes }) => `${width}x${height} ${sha256(bytes)}`,
        () => 'refused',
      );
    for (let damage = 0; damage < 50; damage++) {
      const damaged = Uint8Array.from(jpeg);
      damaged[integer(jpeg.length)] = integer(256);
      expect(await answer(decodePhoto, damaged)).toBe(await answer(decodeBySharp, damaged));
    }
  });
});

describe('what cannot be decoded is refused', () => {
  test('half a JPEG', async () => {
    const jpeg = await picture().jpeg().toBuffer();
    await expect(decodePhoto(jpeg.subarray(0, jpeg.length / 2))).rejects.toThrow('premature end');
  });

  test('bytes that are no image', async () => {
    await expect(decodePhoto(Uint8Array.of(1, 2, 3))).rejects.toThrow('unsupported image format');
  });
});
