import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import { residualNetwork } from '@resnet/models';
import { addendsFirst } from './addends-first.js';
import { fuse } from './fuse.js';

describe('addendsFirst', () => {
  test.each(['A', 'B', 'C'] as const)('puts every addend of option %s before what it is added to', (shortcut) => {
    const program = flatten(residualNetwork({ depth: 20, shortcut }));
    const fused = fuse(program, { merging: true });
    const ordered = addendsFirst(fused, program.logits);
    const positions = new Map(ordered.map(({ dst }, index) => [dst, index]));
    const at = (value: number): number => positions.get(value) ?? -1;

    expect(new Set(ordered)).toEqual(new Set(fused));
    for (const operation of ordered) {
      expect(at(operation.src)).toBeLessThan(at(operation.dst));
      if (operation.kind === 'pointwise' && operation.addend !== undefined) {
        expect(at(operation.addend)).toBeLessThan(at(operation.src));
      }
    }
  });

  test('keeps operations that nothing reads, at the end', () => {
    const read = { kind: 'pointwise', path: 'relu1', src: 0, dst: 1, relu: true } as const;
    const unread = { kind: 'pointwise', path: 'relu2', src: 0, dst: 2, relu: true } as const;
    expect(addendsFirst([unread, read], 1)).toEqual([read, unread]);
  });
});
