import { expect, test } from '@jest/globals';
import { decodeRecords, imageBytes, recordBytes } from './records.js';
import { syntheticFile } from './synthetic-cifar10.fixture.js';

test('a record is the label, then the red, the green and the blue plane', () => {
  const record = new Uint8Array(recordBytes);
  record.set([7, 10, 11]);
  record.set([20, 21], 1 + 1024);
  record.set([30, 31], 1 + 2048);
  const images = new Uint8Array(imageBytes);
  const labels = new Int32Array(1);
  decodeRecords(record, images, labels);
  expect([...labels]).toEqual([7]);
  expect([...images.subarray(0, 6)]).toEqual([10, 20, 30, 11, 21, 31]);
});

test('decoding gives back what was encoded, in the memory of the records too', () => {
  const { content, images, labels } = syntheticFile('file', 3);
  const memory = Uint8Array.from(content);
  const decodedLabels = new Int32Array(3);
  decodeRecords(memory, memory, decodedLabels);
  expect(memory.subarray(0, images.length)).toEqual(images);
  expect([...decodedLabels]).toEqual(labels);
});
