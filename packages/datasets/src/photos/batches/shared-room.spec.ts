import { expect, test } from '@jest/globals';
import { createSharedRoom } from './shared-room.js';

test('room that is taken back is handed out again, the least that is large enough', () => {
  const { roomFor, recycle } = createSharedRoom();
  const [large, small] = [roomFor(10), roomFor(4)];
  expect(large.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(roomFor(4).buffer).not.toBe(small.buffer);
  for (const room of [small, large, small]) recycle(room);
  const again = roomFor(3);
  expect(again).toHaveLength(3);
  expect(again.buffer).toBe(small.buffer);
  expect(roomFor(3).buffer).toBe(large.buffer);
  expect(roomFor(3).buffer).not.toBe(small.buffer);
});

test('of more room than can be in use, the largest is kept', () => {
  const { roomFor, recycle } = createSharedRoom();
  const rooms = [1, 5, 2, 4, 3].map(roomFor);
  for (const room of rooms) recycle(room);
  expect([1, 1, 1, 1].map((numbers) => roomFor(numbers).buffer.byteLength / 4)).toEqual([3, 4, 5, 1]);
});
