import { expect, test } from '@jest/globals';
import { listedClasses } from './class-list.js';

const list = [
  { synset: 'tench', words: 'Tinca tinca' },
  { synset: 'golden', words: 'retriever' },
  { synset: 'golden', words: 'eagle' },
];

test('a line that names a folder as a whole has no words, nor has one beside it that no folder begins', () => {
  expect(listedClasses(list, ['golden retriever', 'tench'])).toEqual([
    { synset: 'tench', words: 'Tinca tinca' },
    { synset: 'golden retriever', words: null },
    { synset: 'golden eagle', words: null },
  ]);
});

test('lines that begin alike are whole names where no folder has that beginning', () => {
  expect(listedClasses(list, ['tench']).map(({ synset }) => synset)).toEqual([
    'tench',
    'golden retriever',
    'golden eagle',
  ]);
});

test('words follow the first space where no line names a folder as a whole', () => {
  expect(listedClasses(list.slice(0, 2), ['tench'])).toEqual(list.slice(0, 2));
});

test('a class that is named twice is refused', () => {
  expect(() => listedClasses(list, ['golden', 'tench'])).toThrow('expected each class once, found golden again');
});
