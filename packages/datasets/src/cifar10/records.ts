/** Height and width of an image. */
export const imageSize = 32;
export const classCount = 10;

const pixels = imageSize * imageSize;
export const channelCount = 3;
export const imageBytes = channelCount * pixels;
/** A record is the label, then the red, the green and the blue plane. */
export const recordBytes = 1 + imageBytes;

/**
 * Splits records into labels [count] and images [count, 32, 32, 3]. `images` may lie in the same memory as `records` if it
 * starts no later: each record is copied out before its image is written.
 */
export function decodeRecords(records: Uint8Array, images: Uint8Array, labels: Int32Array): void {
  const planes = new Uint8Array(imageBytes);
  for (let image = 0; image < labels.length; image++) {
    const record = records.subarray(image * recordBytes, (image + 1) * recordBytes);
    labels[image] = record[0] ?? 0;
    planes.set(record.subarray(1));
    let target = image * imageBytes;
    for (let pixel = 0; pixel < pixels; pixel++) {
      images[target++] = planes[pixel] ?? 0;
      images[target++] = planes[pixel + pixels] ?? 0;
      images[target++] = planes[pixel + 2 * pixels] ?? 0;
    }
  }
}

/** The records of labels [count] and images [count, 32, 32, 3]. */
export function encodeRecords(images: Uint8Array, labels: readonly number[]): Uint8Array {
  const records = new Uint8Array(labels.length * recordBytes);
  for (const [image, label] of labels.entries()) {
    const record = records.subarray(image * recordBytes, (image + 1) * recordBytes);
    record[0] = label;
    for (let position = 0; position < imageBytes; position++) {
      const plane = position % channelCount;
      const pixel = (position - plane) / channelCount;
      record[1 + plane * pixels + pixel] = images[image * imageBytes + position] ?? 0;
    }
  }
  return records;
}
