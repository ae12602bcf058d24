import { describe, expect, test } from '@jest/globals';
import { classKeys } from './photo-keys.js';

const keys = (synset: string, ...names: readonly string[]) => names.map(classKeys({ synset, words: null }, 7).of);

describe('the key of a picture', () => {
  test('is its class and its name without extension', () => {
    expect(keys('n01440764', 'n01440764_18.JPEG')).toEqual(['n01440764/n01440764_18']);
  });

  test('has no dot, at which other readers would end it', () => {
    expect(keys('n01440764', 'my.best.photo.jpg')).toEqual(['n01440764/my_best_photo']);
  });

  test('is given once, whatever the case of an extension', () => {
    expect(keys('cats', '1.jpg', '1.JPEG', '1.png')).toEqual(['cats/1', 'cats/1-2', 'cats/1-3']);
  });

  test('tells classes apart whose names differ in other characters only', () => {
    expect(keys('golden retriever', 'a.jpg')).toEqual(['golden_retriever-7/a']);
  });

  test('is short enough for the header of a tar file', () => {
    const [key = ''] = keys('x'.repeat(200), `${'y'.repeat(200)}.jpg`);
    expect(key.split('/').map((part) => part.length)).toEqual([82, 80]);
    expect(keys('c', `${'y'.repeat(200)}1.jpg`)).not.toEqual(keys('c', `${'y'.repeat(200)}2.jpg`));
  });
});
