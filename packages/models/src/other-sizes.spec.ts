import { describe, expect, test } from '@jest/globals';
import { countParameters } from './describe-network.js';
import { plainNetwork } from './plain-network.js';
import { residualNetwork } from './residual-network.js';

describe('a network of Table 1 for other images', () => {
  test('has other classes and another input, and nothing else', () => {
    const small = residualNetwork({ depth: 18, classes: 10, input: 112 });
    const paper = residualNetwork({ depth: 18 });
    expect(small).toMatchObject({ name: 'resnet-18', classes: 10, input: { channels: 3, height: 112, width: 112 } });
    expect(countParameters(paper) - countParameters(small)).toBe(990 * (512 + 1));
  });

  test('is refused with too few pixels or classes', () => {
    expect(() => plainNetwork({ depth: 18, input: 16 })).toThrow(
      'input must be a whole number of pixels from 32, got 16',
    );
    expect(() => plainNetwork({ depth: 18, classes: 1 })).toThrow('classes must be a whole number from 2, got 1');
  });
});
