import { expect, test } from '@jest/globals';
import { setImmediate } from 'node:timers/promises';
import { mapInOrder } from './map-in-order.js';

/** Work that ends where the test says; `begun` has the items in the order in which they were begun. */
const createWork = () => {
  const begun: number[] = [];
  const ends = new Map<
    number,
    { readonly resolve: (result: string) => void; readonly reject: (error: Error) => void }
  >();
  const work = (item: number): Promise<string> =>
    new Promise((resolve, reject) => {
      begun.push(item);
      ends.set(item, { resolve, reject });
    });
  const finish = (item: number): void => ends.get(item)?.resolve(`${item} done`);
  const fail = (item: number): void => ends.get(item)?.reject(new Error(`${item} failed`));
  return { begun, work, finish, fail };
};

async function* asynchronous(items: Iterable<number>): AsyncGenerator<number> {
  for (const item of items) yield await Promise.resolve(item);
}

/** Whether a promise is settled once all that can happen has happened. */
const isSettled = async (promise: Promise<unknown>): Promise<boolean> => {
  let settled = false;
  const note = (): void => {
    settled = true;
  };
  promise.then(note, note);
  await setImmediate();
  return settled;
};

test.each([
  ['an iterable', [0, 1, 2]],
  ['an asynchronous iterable', asynchronous([0, 1, 2])],
])('items of %s are worked on two at once and yielded in their order', async (_, items) => {
  const { begun, work, finish } = createWork();
  const results = mapInOrder({ items, atOnce: 2, work });
  const first = results.next();
  await setImmediate();
  expect(begun).toEqual([0, 1]);
  finish(1);
  expect(await isSettled(first)).toBe(false);
  finish(0);
  expect(await first).toEqual({ value: '0 done', done: false });
  expect(await results.next()).toEqual({ value: '1 done', done: false });
  expect(begun).toEqual([0, 1, 2]);
  finish(2);
  expect(await results.next()).toEqual({ value: '2 done', done: false });
  expect(await results.next()).toEqual({ value: undefined, done: true });
});

test('the first failure ends it, once the work that was begun has ended', async () => {
  const { begun, work, finish, fail } = createWork();
  const failed = mapInOrder({ items: [0, 1, 2, 3], atOnce: 3, work }).next();
  await setImmediate();
  fail(0);
  fail(1);
  expect(await isSettled(failed)).toBe(false);
  finish(2);
  await expect(failed).rejects.toThrow('0 failed');
  expect(begun).toEqual([0, 1, 2]);
});

test('who leaves early waits for the work that was begun, whether it fails or not', async () => {
  const { begun, work, finish, fail } = createWork();
  const results = mapInOrder({ items: [0, 1, 2, 3], atOnce: 3, work });
  const first = results.next();
  await setImmediate();
  finish(0);
  await first;
  const left = results.return(undefined);
  fail(1);
  expect(await isSettled(left)).toBe(false);
  finish(2);
  expect(await left).toEqual({ value: undefined, done: true });
  expect(begun).toEqual([0, 1, 2]);
});
