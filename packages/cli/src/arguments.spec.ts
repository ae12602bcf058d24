import { describe, expect, it } from '@jest/globals';
import { InvalidArgumentError } from 'commander';
import { listOf, oneOf, pathText, positiveNumber, wholeNumber } from './arguments.js';

describe('wholeNumber', () => {
  it('takes digits from the least value on', () => {
    expect(wholeNumber(1)('128')).toBe(128);
    expect(wholeNumber(0)('0')).toBe(0);
  });

  it.each(['0', '-1', '1.5', '', 'two', '1e3'])('rejects %p where at least 1 is wanted', (text) => {
    expect(() => wholeNumber(1)(text)).toThrow(InvalidArgumentError);
  });

  it.each(['1025', '50000', '100000000000000000000'])('rejects %p where at most 1024 is wanted, in words', (text) => {
    expect(() => wholeNumber(1, 1024)(text)).toThrow('Expected a whole number from 1 to 1024.');
  });

  it('rejects what a double does not hold exactly', () => {
    expect(() => wholeNumber(0)('9007199254740993')).toThrow(InvalidArgumentError);
  });
});

describe('positiveNumber', () => {
  it('takes fractions', () => {
    expect(positiveNumber('0.5')).toBe(0.5);
  });

  it.each(['0', '-2', 'soon', 'Infinity'])('rejects %p', (text) => {
    expect(() => positiveNumber(text)).toThrow(InvalidArgumentError);
  });
});

describe('pathText', () => {
  it('takes a path as it is, and none that is empty', () => {
    expect(pathText('runs/')).toBe('runs/');
    expect(() => pathText('')).toThrow('Expected a path, got none.');
  });
});

describe('listOf', () => {
  it('parses each value between commas', () => {
    expect(listOf(wholeNumber(0))('1, 2,3')).toEqual([1, 2, 3]);
  });

  it('rejects an empty value', () => {
    expect(() => listOf(wholeNumber(0))('1,,2')).toThrow(InvalidArgumentError);
  });
});

describe('oneOf', () => {
  const parse = oneOf('budget', ['paper', 'short']);

  it('takes the names it knows', () => {
    expect(parse('short')).toBe('short');
  });

  it('says which those are', () => {
    expect(() => parse('shrot')).toThrow('unknown budget shrot: expected paper or short (did you mean short?).');
  });
});
