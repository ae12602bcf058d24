import { describe, expect, test } from '@jest/globals';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { cacheDirectory } from './cache-directory.js';

describe('the cache directory', () => {
  test('is RESNET_CACHE where that is set', () => {
    expect(cacheDirectory({ RESNET_CACHE: '/data', XDG_CACHE_HOME: '/cache' })).toBe('/data');
    expect(cacheDirectory({ RESNET_CACHE: 'data' })).toBe(resolve('data'));
  });

  test("is in the user's cache by the XDG convention otherwise", () => {
    expect(cacheDirectory({ XDG_CACHE_HOME: '/cache' })).toBe('/cache/resnet-reproduction');
    expect(cacheDirectory({})).toBe(join(homedir(), '.cache/resnet-reproduction'));
  });

  test('must be named by a user without a home', () => {
    const noHome = () => {
      throw new Error('A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)');
    };
    expect(() => cacheDirectory({}, noHome)).toThrow('name a folder with --cache or RESNET_CACHE');
    expect(cacheDirectory({ XDG_CACHE_HOME: '/cache' }, noHome)).toBe('/cache/resnet-reproduction');
  });

  test('ignores variables that are empty, and a relative XDG_CACHE_HOME', () => {
    const home = cacheDirectory({});
    expect(cacheDirectory({ RESNET_CACHE: '', XDG_CACHE_HOME: '' })).toBe(home);
    expect(cacheDirectory({ XDG_CACHE_HOME: 'cache' })).toBe(home);
  });
});
