import { expect, test } from '@jest/globals';
import { sha256 } from '@resnet/files';
import { imagenetSynsets } from './imagenet-synsets.js';

test('the synsets of ImageNet are 1000 different ones, in the order of their names', () => {
  expect(new Set(imagenetSynsets).size).toBe(1000);
  expect([...imagenetSynsets].sort()).toEqual(imagenetSynsets);
  expect(imagenetSynsets.every((synset) => /^n\d{8}$/.test(synset))).toBe(true);
  expect([imagenetSynsets[0], imagenetSynsets[999]]).toEqual(['n01440764', 'n15075141']);
  // Of LOC_synset_mapping.txt of the challenge, its first words one a line.
  const digest = sha256(`${imagenetSynsets.join('\n')}\n`);
  expect(digest).toBe('70002b0ff5de60a3a17a82dbfcff291931f96225ddf941ad2e182fc39e183d15');
});
