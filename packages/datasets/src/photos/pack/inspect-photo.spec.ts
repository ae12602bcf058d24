import { describe, expect, test } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { syntheticPhoto } from '../photo-set.fixture.js';
import { decodePhoto } from '../decode/decode-photo.js';
import { inspectPhoto } from './inspect-photo.js';

const plain = () => sharp({ create: { width: 300, height: 240, channels: 3, background: { r: 200, g: 100, b: 50 } } });
const none = { grey: false, cmyk: false, notJpeg: false, oriented: false, smallerThanCrop: false, withWarnings: false };

describe('a picture that is inspected', () => {
  test('tells its size, and nothing odd where there is nothing', async () => {
    const { width, height, extension, oddities } = await inspectPhoto(await plain().jpeg().toBuffer());
    expect({ width, height, extension, oddities }).toEqual({
      width: 300,
      height: 240,
      extension: 'jpg',
      oddities: none,
    });
  });

  const odd: [string, (photo: Sharp) => Sharp, Partial<typeof none>, string][] = [
    ['grey', (photo) => photo.toColourspace('b-w').jpeg(), { grey: true }, 'jpg'],
    ['CMYK', (photo) => photo.toColourspace('cmyk').jpeg(), { cmyk: true }, 'jpg'],
    ['PNG', (photo) => photo.png(), { notJpeg: true }, 'png'],
    ['transparent', (photo) => photo.ensureAlpha(0.5).png(), { notJpeg: true }, 'png'],
    ['small', (photo) => photo.resize(100, 80).jpeg(), { smallerThanCrop: true }, 'jpg'],
    ['narrow', (photo) => photo.resize(900, 40, { fit: 'fill' }).jpeg(), { smallerThanCrop: true }, 'jpg'],
  ];
  test.each(odd)('may be %s, which is told', async (_, change, expected, extension) => {
    const found = await inspectPhoto(await change(plain()).toBuffer());
    expect(found.oddities).toEqual({ ...none, ...expected });
    expect(found.extension).toBe(extension);
    expect(found.view).toHaveLength(224 * 224 * 3);
    const [red = 0, , blue = 0] = found.view;
    if (expected.grey) expect(red).toBe(blue);
    else expect(red).toBeGreaterThan(blue + 50);
  });

  const colours: [string, () => Promise<Buffer>][] = [
    ['transparent', () => plain().ensureAlpha(0).png().toBuffer()],
    ['of ink', () => plain().toColourspace('cmyk').jpeg().toBuffer()],
  ];
  test.each(colours)('gives statistics the colours that training sees where it is %s', async (_, make) => {
    const bytes = await make();
    const { view } = await inspectPhoto(bytes);
    const { bytes: seen } = await decodePhoto(bytes);
    // One colour all over, but for what JPEG and resizing round.
    for (const channel of [0, 1, 2]) expect(Math.abs(view[channel]! - seen[channel]!)).toBeLessThanOrEqual(2);
  });

  test('keeps the size that is stored where an EXIF orientation asks for a turn', async () => {
    const turned = await inspectPhoto(await plain().withMetadata({ orientation: 6 }).jpeg().toBuffer());
    expect(turned).toMatchObject({ width: 300, height: 240, oddities: { ...none, oriented: true } });
  });

  test('gives the center of the whole picture to statistics', async () => {
    // Red left of the center, blue right of it.
    const bytes = await sharp({ create: { width: 512, height: 256, channels: 3, background: 'red' } })
      .composite([
        { input: { create: { width: 256, height: 256, channels: 3, background: 'blue' } }, left: 256, top: 0 },
      ])
      .png()
      .toBuffer();
    const { view } = await inspectPhoto(bytes);
    const middle = view.subarray(224 * 112 * 3, 224 * 113 * 3);
    expect([...middle.subarray(0, 3)]).toEqual([255, 0, 0]);
    expect([...middle.subarray(-3)]).toEqual([0, 0, 255]);
  });

  test.each([1, 2, 50, 400])('is refused where %i bytes are missing at its end', async (missing) => {
    const bytes = await syntheticPhoto({ label: 0, classes: 4, stream: 'whole', seed: 1 });
    await expect(inspectPhoto(bytes)).resolves.toBeDefined();
    await expect(inspectPhoto(bytes.subarray(0, bytes.length - missing))).rejects.toThrow(
      'premature end of JPEG image',
    );
  });

  test('is decoded, and told of, where the decoder only warns', async () => {
    const bytes = await plain().jpeg().toBuffer();
    // Behind the first segment, of 18 bytes.
    const stray = Buffer.concat([bytes.subarray(0, 20), Buffer.from([1, 2, 3]), bytes.subarray(20)]);
    const { oddities, warning } = await inspectPhoto(stray);
    expect(oddities).toEqual({ ...none, withWarnings: true });
    expect(warning).toContain('3 extraneous bytes before marker');
  });

  test('is refused with the reason while others are decoded', async () => {
    const bytes = await syntheticPhoto({ label: 0, classes: 4, stream: 'whole', seed: 1 });
    for (let round = 0; round < 10; round++) {
      const [refused] = await Promise.allSettled([
        inspectPhoto(bytes.subarray(0, 500)),
        inspectPhoto(bytes),
        inspectPhoto(bytes),
      ]);
      expect(String(refused.status === 'rejected' && refused.reason)).toContain('premature end of JPEG image');
    }
  });

  test('is refused where it is no photograph', async () => {
    await expect(
      inspectPhoto(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')),
    ).rejects.toThrow('expected a JPEG file, found svg');
    await expect(inspectPhoto(Buffer.alloc(0))).rejects.toThrow('Input Buffer is empty');
  });
});
