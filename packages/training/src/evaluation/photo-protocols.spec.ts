import { describe, expect, test } from '@jest/globals';
import { imagenetSynsets } from '@resnet/datasets';
import { classIndices } from './class-indices.js';
import { photoProtocolNames } from '@resnet/run-log';
import { photoProtocols } from './photo-protocols.js';
import { protocolNamed } from './protocol-named.js';

describe('a protocol for photographs', () => {
  test("of many scales is the paper's for crops of 224 pixels (section 3.4)", () => {
    const { views, average } = protocolNamed(photoProtocols({ size: 224 }), 'multi-scale');
    expect(views).toEqual([224, 256, 384, 480, 640].map((shorterSide) => ({ kind: 'whole', shorterSide })));
    expect(average).toBe('softmax');
  });

  test('is in proportion for other crops', () => {
    expect(protocolNamed(photoProtocols({ size: 112 }), '10-crop').views).toEqual([
      { kind: '10-crop', shorterSide: 128, size: 112 },
    ]);
  });

  test('takes crops where a recipe takes them, and averages what it says', () => {
    const crops = { size: 112, shorterSide: 144, average: 'logits' } as const;
    const { views, average, description } = protocolNamed(photoProtocols(crops), '10-crop');
    expect([views, average]).toEqual([[{ kind: '10-crop', shorterSide: 144, size: 112 }], 'logits']);
    expect(description).toMatch(/112x112, shorter side 144; logits averaged$/);
    expect(protocolNamed(photoProtocols(crops), 'multi-scale').description).toContain(
      'at shorter sides 112, 128, 192, 240, 320',
    );
  });

  test.each(photoProtocolNames)('has the name it is asked for by, and says what it does: %s', (name) => {
    const { description, ...protocol } = protocolNamed(photoProtocols({ size: 224 }), name);
    expect(protocol.name).toBe(name);
    expect(description).toMatch(/shorter side/);
    expect(protocol.flips).toBe(name === 'multi-scale-flips' ? 'flipped' : 'none');
    expect(protocol.average).toBe(name === '10-crop-logits' ? 'logits' : 'softmax');
  });
});

describe('the classes of a set', () => {
  const set = (...synsets: string[]) => ({ name: 'some', classes: synsets.map((synset) => ({ synset, words: null })) });
  const imagenet = { name: 'resnet-50', classes: 1000 };

  test('are found among those of ImageNet by their synsets', () => {
    const [third, last] = [imagenetSynsets[2] ?? '', imagenetSynsets[999] ?? ''];
    expect([...classIndices(set(last, third), imagenet)]).toEqual([999, 2]);
  });

  test('are those of a network of as many, in order', () => {
    expect([...classIndices(set('cats', 'dogs'), { name: 'mine', classes: 2 })]).toEqual([0, 1]);
  });

  test('are refused where they are no classes of the network', () => {
    expect(() => classIndices(set('cats'), imagenet)).toThrow('found class cats in some');
    expect(() => classIndices(set('cats'), { name: 'mine', classes: 2 })).toThrow(
      'has 2 classes: expected a set of them, found 1',
    );
  });
});
