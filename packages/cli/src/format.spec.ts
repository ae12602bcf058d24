import { describe, expect, it } from '@jest/globals';
import { formatBytes, formatCount, formatLarge, formatPlural, formatSeconds } from './format.js';

describe('numbers for people', () => {
  it('have three significant digits and a prefix where they are large', () => {
    expect(formatLarge(40_551_424)).toBe('40.6 M');
    expect(formatLarge(31.14e9)).toBe('31.1 G');
    expect(formatLarge(3.2e16)).toBe('32,000 T');
    expect(formatLarge(96)).toBe('96');
  });

  it('have their thousands separated where they are exact', () => {
    expect(formatCount(269_722)).toBe('269,722');
  });

  it('have the unit that suits a duration', () => {
    expect(formatSeconds(2.34)).toBe('2.3 s');
    expect(formatSeconds(45.2)).toBe('45 s');
    expect(formatSeconds(12 * 60)).toBe('12 min');
    expect(formatSeconds(3.42 * 3600)).toBe('3.4 h');
    expect(formatSeconds(1150 * 3600)).toBe('1,200 h');
  });

  it('have decimal units for bytes', () => {
    expect(formatBytes(1.93e9)).toBe('1.93 GB');
    expect(formatBytes(12)).toBe('12 B');
  });

  it('agree with their noun', () => {
    expect(formatPlural(1, 'run')).toBe('1 run');
    expect(formatPlural(4, 'run')).toBe('4 runs');
  });
});
