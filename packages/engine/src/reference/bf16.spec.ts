import { describe, expect, test } from '@jest/globals';
import { networkNamed } from '@resnet/models';
import { flatten } from '../flatten.js';
import { roundToBf16, valuesInBf16 } from './bf16.js';

describe('bfloat16', () => {
  test('keeps eight bits of each number, ties to even', () => {
    const step = 2 ** -7;
    const numbers = Float64Array.of(1, 1 + step, 1 + 0.49 * step, 1 + 0.5 * step, 1 + 1.5 * step, -3.01, 0);
    roundToBf16(numbers);
    expect([...numbers]).toEqual([1, 1 + step, 1, 1, 1 + 2 * step, -3.015625, 0]);
  });

  test.each([
    ['resnet-20', ['conv1', 'relu1', 'conv2', 'shortcut/pad1', 'relu2']],
    ['resnet-20-B', ['conv1', 'relu1', 'conv2', 'shortcut/conv1', 'shortcut/norm1', 'relu2']],
    ['plain-20', ['conv1', 'relu1', 'conv2', 'relu2']],
  ])('holds, of a block of %s, what leaves a convolution and what enters the next', (name, kept) => {
    const program = flatten(networkNamed(name));
    const values = valuesInBf16(program);
    const scope = 'stage2/block1/';
    const paths = program.operations.filter(({ dst }) => values.has(dst)).map(({ path }) => path);
    expect(paths.filter((path) => path.startsWith(scope))).toEqual(kept.map((path) => `${scope}${path}`));
  });

  test('holds neither pooled features nor logits', () => {
    const program = flatten(networkNamed('plain-20'));
    const values = valuesInBf16(program);
    expect([values.has(0), values.has(program.logits), values.has(program.logits - 1)]).toEqual([true, false, false]);
  });
});
