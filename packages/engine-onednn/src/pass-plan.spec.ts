import { describe, expect, test } from '@jest/globals';
import { flatten } from '@resnet/engine';
import {
  batchNorm,
  conv3x3,
  fullyConnected,
  globalAveragePool,
  identity,
  plainNetwork,
  relu,
  series,
  sum,
  type Layer,
} from '@resnet/models';
import { onednnTrust } from './onednn-trust.js';
import { planOperations, type OperationPlanOptions } from './plan-operations.js';

/** The plan of a network of 16 channels in bf16, by path. */
const plan = (layers: readonly Layer[], options: Partial<OperationPlanOptions> = {}) => {
  const program = flatten({
    ...plainNetwork({ depth: 20 }),
    layers: series(conv3x3(16), batchNorm, relu, ...layers, globalAveragePool, fullyConnected(10)),
  });
  const trust = onednnTrust('3.12.1');
  const machine = { precision: 'bf16', isa: 'avx512-bf16', imagesPerPass: 8, threads: 8, trust } as const;
  const chosen = { ...machine, optimized: true, ...options };
  return Object.fromEntries(planOperations(program, chosen).map(({ operation, passes }) => [operation.path, passes]));
};

const together = (...inPassing: readonly string[]) => [{ computes: 'both-gradients', by: 'own', inPassing }];

describe('planPasses', () => {
  test('has a convolution do the work of the normalizations on both sides of it', () => {
    const { conv2, norm1, norm2 } = plan([conv3x3(16), batchNorm, relu]);
    expect(conv2).toEqual({
      kind: 'convolution',
      forward: { by: 'own', training: ['make-src', 'take-statistics'], inference: ['normalize-dst'] },
      backward: together('make-src', 'make-dst-gradient', 'mask-src-gradient'),
      after: expect.any(Number),
    });
    // conv1 reads the image: its weight gradient reads a written gradient.
    expect(norm1).toEqual({ kind: 'pointwise', training: [], inference: [], backward: ['src-gradient'] });
    expect(norm2).toEqual({ kind: 'pointwise', training: ['dst'], inference: [], backward: ['mask'] });
  });

  test('leaves every pass to the operation itself where nothing is optimized', () => {
    const { conv2, norm2 } = plan([conv3x3(16), batchNorm, relu], { optimized: false });
    expect(conv2).toEqual({
      kind: 'convolution',
      forward: { by: 'onednn', training: [], inference: [] },
      backward: [
        { computes: 'weight-gradient', by: 'onednn', inPassing: [] },
        { computes: 'data-gradient', by: 'onednn', inPassing: [] },
      ],
      after: expect.any(Number),
    });
    const whole = { training: ['statistics', 'dst'], inference: ['dst'], backward: ['mask', 'src-gradient'] };
    expect(norm2).toEqual({ kind: 'pointwise', ...whole });
  });

  test('has no kernel of our own compute a pass of fewer images than half of the threads, and fuses it all the same', () => {
    const { conv2, norm2 } = plan([conv3x3(16), batchNorm, relu], { imagesPerPass: 3 });
    expect(conv2).toMatchObject({
      forward: { by: 'onednn', training: [], inference: [] },
      backward: [{ by: 'onednn' }, { by: 'onednn' }],
    });
    expect(norm2).toMatchObject({ training: ['statistics', 'dst'] });
  });

  test('leaves to plain loops what no kernel of our own computes and oneDNN cannot be trusted with', () => {
    const trust = () => ({ forward: true, dataGradient: false, weightGradient: false });
    const { conv1, conv2 } = plan([conv3x3(24), batchNorm, relu], { trust });
    expect(conv1).toMatchObject({ forward: { by: 'own' }, backward: [{ by: 'plain' }] });
    expect(conv2).toMatchObject({
      forward: { by: 'onednn' },
      backward: [
        { computes: 'weight-gradient', by: 'plain' },
        { computes: 'data-gradient', by: 'plain' },
      ],
    });
  });

  test('writes the output of a normalization that a shortcut reads too', () => {
    const block = sum(series(conv3x3(16), batchNorm), identity);
    const { norm1, conv2 } = plan([block, relu]);
    expect(norm1).toMatchObject({ training: ['dst'] });
    // The shortcut has made its contribution by then: the convolution makes the last one.
    expect(conv2).toMatchObject({ backward: together('make-dst-gradient', 'mask-src-gradient') });
  });

  test('takes the statistics of an output that a shortcut reads too, but does not normalize it', () => {
    const { conv2, norm2 } = plan([conv3x3(16), sum(series(batchNorm, relu, conv3x3(16)), identity)]);
    expect(conv2).toMatchObject({ forward: { training: ['take-statistics'], inference: [] } });
    expect(conv2).toMatchObject({ backward: [{ computes: 'weight-gradient' }, { computes: 'data-gradient' }] });
    expect(norm2).toMatchObject({ training: ['dst'], inference: ['dst'] });
  });

  test('takes the statistics of an output for the first of two normalizations', () => {
    const { norm2, norm3 } = plan([conv3x3(16), sum(batchNorm, series(batchNorm, relu))]);
    // That of the second branch, which is added to the first one, is computed before it.
    expect([norm3, norm2]).toMatchObject([{ training: ['dst'] }, { training: ['statistics', 'dst'] }]);
  });
});
