import { expect, jest, test } from '@jest/globals';

test('the package is imported without the decoders of photographs', async () => {
  const loaded: string[] = [];
  jest.unstable_mockModule('sharp', () => {
    loaded.push('sharp');
    return { default: () => undefined };
  });
  const { cacheDirectory } = await import('./index.js');
  expect(cacheDirectory({ RESNET_CACHE: '/data' })).toBe('/data');
  expect(loaded).toEqual([]);
});
